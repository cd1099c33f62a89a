//! Templates joined with views: the template engine, set up for one theme and one site.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult};

use super::assets::Assets;
use super::layers::Layers;
use super::{ThemeError, filters};
use crate::diagnostics::nearest;

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

/// Renders the templates of a theme.
pub struct Renderer {
    tera: Tera,
}

impl Renderer {
    pub(super) fn new(layers: &Layers, assets: &Assets, addresses: impl Addresses) -> Result<Self, ThemeError> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        tera.register_filter("date", filters::date);
        register_functions(&mut tera, assets, Arc::new(addresses));
        let prefixes: Vec<String> = layers.iter().map(|layer| layer.prefix.clone()).collect();
        tera.set_fallback_prefixes(prefixes).expect("no template was added yet");
        let templates = layers.iter().flat_map(|layer| layer.templates()).collect::<Result<Vec<_>, _>>()?;
        tera.add_raw_templates(templates).map_err(|error| ThemeError::from_tera("templates", &error))?;
        Ok(Self { tera })
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

fn register_functions(tera: &mut Tera, assets: &Assets, addresses: Arc<impl Addresses>) {
    let names: Vec<(String, String)> = assets.iter().map(|asset| (asset.name.clone(), asset.route.clone())).collect();
    let of_assets = Arc::clone(&addresses);
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let name = arguments.must_get::<&str>("name")?;
        let found = names.iter().find(|(known, _)| known == name).and_then(|(_, route)| of_assets.address(route));
        found.ok_or_else(|| {
            let near = nearest(name, names.iter().map(|(known, _)| known.as_str()));
            let help = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
            Error::message(format!("the theme has no asset `{name}`{help}"))
        })
    });
    tera.register_function("route", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let to = arguments.must_get::<&str>("to")?;
        addresses.address(to).ok_or_else(|| Error::message(format!("the site has no page at `{to}`")))
    });
}
