//! Templates joined with views: the template engine, set up for one theme and one site.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::assets::Assets;
use super::layers::Layers;
use super::words::Words;
use super::{ThemeError, filters, functions};

/// Where things stand on a site.
pub trait Addresses: Send + Sync + 'static {
    /// The address that a page writes for a route, such as `/base/factors/`; `None` when the site has no such route.
    fn address(&self, route: &str) -> Option<String>;
}

impl<T: Addresses> Addresses for Arc<T> {
    fn address(&self, route: &str) -> Option<String> {
        self.as_ref().address(route)
    }
}

/// A site that has no page, which templates are parsed for.
struct Nowhere;

impl Addresses for Nowhere {
    fn address(&self, _: &str) -> Option<String> {
        None
    }
}

/// Renders the templates of a theme.
pub struct Renderer {
    tera: Tera,
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

impl Renderer {
    /// Parses the templates of all layers, without knowing yet where things stand.
    pub(super) fn parse(layers: &Layers, assets: &Assets, words: Arc<Words>) -> Result<Self, ThemeError> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        tera.register_filter("date", filters::date(Arc::clone(&words)));
        functions::register(&mut tera, assets, words, Arc::new(Nowhere));
        let prefixes: Vec<String> = layers.iter().map(|layer| layer.prefix.clone()).collect();
        tera.set_fallback_prefixes(prefixes).expect("no template was added yet");
        let templates = layers.iter().flat_map(|layer| layer.templates()).collect::<Result<Vec<_>, _>>()?;
        tera.add_raw_templates(templates).map_err(|error| ThemeError::from_tera("templates", &error))?;
        Ok(Self { tera })
    }

    /// The same for a site that has these addresses.
    pub(super) fn with_addresses(&self, assets: &Assets, words: Arc<Words>, addresses: impl Addresses) -> Self {
        let mut tera = self.tera.clone();
        functions::register(&mut tera, assets, words, Arc::new(addresses));
        Self { tera }
    }

    /// Gives every template a value that is the same on all pages.
    ///
    /// # Errors
    ///
    /// When the value cannot be shown, such as a map whose keys are neither text nor numbers.
    pub fn share(&mut self, name: &'static str, view: &impl Serialize) -> Result<(), ThemeError> {
        let value = tera::Value::try_from_serializable(view).map_err(|error| ThemeError::from_tera(name, &error))?;
        self.tera.global_context().insert_value(name, value);
        Ok(())
    }

    /// Renders a view; its fields are the names that the template sees.
    ///
    /// # Errors
    ///
    /// When the template is missing or wants what the view lacks; the error names the template and the line.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<String, ThemeError> {
        let context = Context::from_serialize(view).map_err(|error| ThemeError::from_tera(template, &error))?;
        self.tera.render(template, &context).map_err(|error| ThemeError::from_tera(template, &error))
    }
}
