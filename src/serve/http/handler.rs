//! From a request to its response.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue, LOCATION};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout, timeout_at};

use super::events::{Events, Watched};
use super::guard::{self, Askers, Refused, check_origin};
use super::hosts::Hosts;
use super::limits::Limits;
use super::stop::Stopping;
use super::target::Target;
use super::{Answer, Answers, Bytes, whole};

/// What a response consists of.
type Body = Either<Full<Bytes>, Events>;

/// Answers requests.
pub(super) struct Handler {
    answers: Arc<dyn Answers>,
    hosts: Hosts,
    stopping: Stopping,
    pause: Duration,
    /// Room for answers that are made at once.
    makers: Arc<Semaphore>,
    /// Room for those who listen.
    listeners: Arc<Semaphore>,
}

/// What the site says to a request.
enum Reply {
    Whole(Response<Bytes>),
    Events(watch::Receiver<String>),
    /// It is still being made; what tells of changes was asked for before.
    Later(watch::Receiver<String>),
}

/// How long a request waits for others that are being answered.
const BUSY: Duration = Duration::from_secs(30);

/// How long a browser waits for what is still being made.
const PATIENCE: Duration = Duration::from_secs(60);

impl Handler {
    pub(super) fn new(answers: Arc<dyn Answers>, hosts: Hosts, limits: &Limits, stopping: Stopping) -> Self {
        Self {
            answers,
            hosts,
            stopping,
            pause: limits.pause,
            makers: Arc::new(Semaphore::new(limits.answers)),
            listeners: Arc::new(Semaphore::new(limits.streams)),
        }
    }

    /// Answers a request. Its body, should it have one, is not read, and hyper sends none to `HEAD`.
    pub(super) async fn handle(&self, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
        let (request, _) = request.into_parts();
        let is_head = request.method == Method::HEAD;
        let response = match guard::check(&request, &self.hosts) {
            Err(refused) => whole::refusal(&refused),
            Ok(()) => match self.ask(request).await {
                Ok(Reply::Whole(response)) => response,
                Ok(Reply::Later(_)) => whole::refusal(&Refused::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "this is still being made; ask again in a while",
                )),
                Ok(Reply::Events(_)) if is_head => events(Bytes::new()),
                Ok(Reply::Events(changes)) => match self.listen(changes) {
                    Ok(events) => return Ok(events),
                    Err(refused) => whole::refusal(&refused),
                },
                Err(refused) => whole::refusal(&refused),
            },
        };
        Ok(response.map(|body| Either::Left(Full::new(body))))
    }

    /// Asks the site, and where something is still being made, again with each change.
    async fn ask(&self, request: Parts) -> Result<Reply, Refused> {
        let request = Arc::new(request);
        let deadline = Instant::now() + PATIENCE;
        loop {
            let reply = self.ask_once(Arc::clone(&request)).await?;
            let Reply::Later(mut changes) = reply else { return Ok(reply) };
            let is_changed = timeout_at(deadline, changes.changed()).await.is_ok_and(|changed| changed.is_ok());
            if !is_changed {
                return Ok(Reply::Later(changes));
            }
        }
    }

    /// Asks the site where blocking is allowed, for a few requests at a time.
    async fn ask_once(&self, request: Arc<Parts>) -> Result<Reply, Refused> {
        let place = timeout(BUSY, Arc::clone(&self.makers).acquire_owned()).await;
        let Ok(place) = place.map(|place| place.expect("the semaphore is never closed")) else {
            let why = "other pages have been in the making for long; does a template of the theme ever end?";
            return Err(Refused::new(StatusCode::SERVICE_UNAVAILABLE, why));
        };
        let answers = Arc::clone(&self.answers);
        let made = spawn_blocking(move || {
            // The place is free again when the work is done, even where the client has gone meanwhile.
            let _place = place;
            reply(&*answers, &request)
        });
        made.await.map_err(|_| Refused::new(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made"))
    }

    fn listen(&self, changes: watch::Receiver<String>) -> Result<Response<Body>, Refused> {
        let place = Arc::clone(&self.listeners).try_acquire_owned();
        let place = place.map_err(|_| Refused::new(StatusCode::SERVICE_UNAVAILABLE, "too many tabs are open"))?;
        let watched = Watched { changes, stopping: self.stopping.clone(), pause: self.pause };
        Ok(events(Events::new(watched, place)).map(Either::Right))
    }
}

fn events<B>(body: B) -> Response<B> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    whole::secure(response.headers_mut());
    response
}

/// What the site says to a request that was not refused.
fn reply(answers: &dyn Answers, request: &Parts) -> Reply {
    let target = Target::read(request.uri.path(), request.uri.query(), &answers.base_path());
    let whole = |answer: Answer| Reply::Whole(whole::whole(answer, request));
    let refusal = |refused: &Refused| Reply::Whole(whole::refusal(refused));
    match target {
        Target::Page(_) if request.headers.get("service-worker").is_some() => whole(answers.service_worker()),
        Target::Page(path) => {
            let changes = answers.changes();
            answers.answer(&path).map_or(Reply::Later(changes), whole)
        }
        Target::Events => match check_origin(&request.headers, Askers::Pages) {
            Ok(()) => Reply::Events(answers.changes()),
            Err(refused) => refusal(&refused),
        },
        Target::State(path) => match check_origin(&request.headers, Askers::PagesAndPeople) {
            Ok(()) => whole(json(answers.state(&path))),
            Err(refused) => refusal(&refused),
        },
        Target::Redirect { to, status } => {
            whole(Answer { status, headers: vec![(LOCATION.to_string(), to)], body: Bytes::new() })
        }
        Target::Nothing => refusal(&Refused::new(StatusCode::NOT_FOUND, "there is nothing at this address")),
    }
}

fn json(text: String) -> Answer {
    let headers = vec![(CONTENT_TYPE.to_string(), "application/json".to_owned())];
    Answer { status: 200, headers, body: text.into() }
}
