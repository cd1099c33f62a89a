//! What messages refer to: whatever number or kind is given to a message, it can be said.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::super::ThemeError;
use super::files::MessageFile;

/// How far messages may refer to messages that refer to others. What refers to itself goes further.
const DEEPEST: usize = 8;
/// How many placeables a message may have with all that it refers to; the library says none with more than 100.
const MOST: usize = 90;

/// What saying a message takes.
#[derive(Default, Clone)]
pub(super) struct Needs<'a> {
    placeables: usize,
    pub(super) variables: BTreeSet<&'a str>,
}

/// The messages of a language, by their names; those of terms begin with `-`.
pub(super) struct References<'a> {
    patterns: BTreeMap<String, (&'a MessageFile, &'a Pattern<&'a str>)>,
    known: BTreeMap<String, Needs<'a>>,
}

impl<'a> References<'a> {
    /// The messages of files, of which each wins over those before it.
    pub(super) fn new(files: &'a [MessageFile]) -> Self {
        let mut patterns = BTreeMap::new();
        for file in files {
            for entry in file.resource.entries() {
                match entry {
                    Entry::Message(message) => {
                        patterns.extend(message.value.iter().map(|value| (message.id.name.to_owned(), (file, value))));
                    }
                    Entry::Term(term) => {
                        patterns.insert(format!("-{}", term.id.name), (file, &term.value));
                    }
                    _ => {}
                }
            }
        }
        Self { patterns, known: BTreeMap::new() }
    }

    /// Follows what each message refers to, and gives what it needs to be said.
    ///
    /// # Errors
    ///
    /// When one refers to itself, to what is not there, or to more than can be said.
    pub(super) fn follow(mut self) -> Result<BTreeMap<String, Needs<'a>>, ThemeError> {
        let names: Vec<(String, &MessageFile)> =
            self.patterns.iter().map(|(name, (file, _))| (name.clone(), *file)).collect();
        for (name, file) in names {
            self.needs(&name, 0).map_err(|why| file.mistake(&name, format!("`{name}` {why}")))?;
        }
        Ok(self.known)
    }

    fn needs(&mut self, name: &str, depth: usize) -> Result<Needs<'a>, String> {
        if let Some(known) = self.known.get(name) {
            return Ok(known.clone());
        }
        if depth > DEEPEST {
            return Err(format!("refers to itself, or to messages more than {DEEPEST} deep"));
        }
        let Some((_, pattern)) = self.patterns.get(name) else {
            return Err(format!("refers to `{name}`, which its language does not have"));
        };
        let mut needs = Needs::default();
        self.of_pattern(pattern, depth, &mut needs)?;
        if needs.placeables > MOST {
            return Err(format!("puts more than {MOST} things together"));
        }
        self.known.insert(name.to_owned(), needs.clone());
        Ok(needs)
    }

    fn of_pattern(&mut self, pattern: &'a Pattern<&'a str>, depth: usize, needs: &mut Needs<'a>) -> Result<(), String> {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.of_expression(expression, depth, needs)?;
            }
        }
        Ok(())
    }

    fn of_expression(
        &mut self,
        expression: &'a Expression<&'a str>,
        depth: usize,
        needs: &mut Needs<'a>,
    ) -> Result<(), String> {
        needs.placeables += 1;
        match expression {
            Expression::Inline(inline) => self.of_inline(inline, depth, needs),
            Expression::Select { selector, variants } => {
                self.of_inline(selector, depth, needs)?;
                variants.iter().try_for_each(|variant| self.of_pattern(&variant.value, depth, needs))
            }
        }
    }

    fn of_inline(
        &mut self,
        inline: &'a InlineExpression<&'a str>,
        depth: usize,
        needs: &mut Needs<'a>,
    ) -> Result<(), String> {
        let referred = match inline {
            InlineExpression::VariableReference { id } => {
                needs.variables.insert(id.name);
                return Ok(());
            }
            InlineExpression::Placeable { expression } => return self.of_expression(expression, depth, needs),
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                return arguments.positional.iter().try_for_each(|it| self.of_inline(it, depth, needs));
            }
            InlineExpression::FunctionReference { id, .. } => {
                return Err(format!("uses the function `{}`, and there is only `NUMBER`", id.name));
            }
            InlineExpression::MessageReference { id, attribute: None } => self.needs(id.name, depth + 1)?,
            InlineExpression::TermReference { id, attribute: None, .. } => {
                // What a term is given stands beside it.
                Needs { variables: BTreeSet::new(), ..self.needs(&format!("-{}", id.name), depth + 1)? }
            }
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
                return Err("refers to an attribute of a message, which is not used here".to_owned());
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => return Ok(()),
        };
        needs.placeables += referred.placeables;
        needs.variables.extend(referred.variables);
        Ok(())
    }
}
