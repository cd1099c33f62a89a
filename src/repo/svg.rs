//! SVG images: the one kind of image that can hold script, and so be a page of its own.
//!
//! A browser that opens such a file reads it as XML, and so does this: what a search for words misses (`<x:script>`,
//! `onload =`) is an element or an attribute here. What cannot be read is taken for script.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

/// Elements that run, or that hold what does.
const ACTIVE: [&str; 10] =
    ["script", "foreignobject", "handler", "listener", "iframe", "audio", "video", "canvas", "object", "embed"];

/// Elements of other namespaces can do what pages do.
const XHTML: &str = "www.w3.org/1999/xhtml";

/// Whether an SVG holds anything that runs or loads.
pub(super) fn is_active(text: &str) -> bool {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut in_style = false;
    loop {
        let is_active = match reader.read_event() {
            Ok(Event::Eof) => return false,
            Ok(Event::Start(element)) => {
                in_style = element.local_name().as_ref() == b"style";
                is_active_element(&element)
            }
            Ok(Event::Empty(element)) => is_active_element(&element),
            Ok(Event::End(_)) => {
                in_style = false;
                false
            }
            Ok(Event::Text(text)) => in_style && is_active_style(&String::from_utf8_lossy(&text)),
            Ok(Event::CData(text)) => in_style && is_active_style(&String::from_utf8_lossy(&text)),
            Ok(Event::GeneralRef(_)) => in_style,
            // Text that is to be read in another way than it was read here.
            Ok(Event::Decl(declaration)) => {
                declaration.encoding().is_some_and(|name| !name.is_ok_and(|name| name.eq_ignore_ascii_case(b"utf-8")))
            }
            Ok(Event::PI(instruction)) => instruction.to_ascii_lowercase().starts_with(b"xml"),
            // Entities of its own.
            Ok(Event::DocType(doctype)) => doctype.contains(&b'['),
            Ok(Event::Comment(_)) => false,
            Err(_) => true,
        };
        if is_active {
            return true;
        }
    }
}

/// Width and height of an SVG in pixels: as its root says, or as its view box has them.
pub(super) fn size(text: &str) -> Option<(usize, usize)> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let root = loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => break element.into_owned(),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    };
    let attribute = |name: &str| {
        let found = root.attributes().with_checks(false).flatten().find(|it| it.key.as_ref() == name.as_bytes())?;
        Some(String::from_utf8_lossy(&found.value).into_owned())
    };
    let side = |name: &str| attribute(name)?.trim().trim_end_matches("px").parse::<f64>().ok();
    let written = side("width").zip(side("height"));
    let view_box = || {
        let numbers = attribute("viewBox")?;
        let numbers = numbers.split([' ', ',']).filter(|it| !it.is_empty()).map(|it| it.parse::<f64>().ok());
        let numbers = numbers.collect::<Option<Vec<f64>>>()?;
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = written.or_else(view_box)?;
    // A side that is no number, or less than nothing, becomes 0, which nobody believes.
    Some((width.round() as usize, height.round() as usize))
}

fn is_active_element(element: &BytesStart<'_>) -> bool {
    let name = String::from_utf8_lossy(element.local_name().as_ref()).to_lowercase();
    // Looking for attributes that stand twice would take time in the square of their number.
    ACTIVE.contains(&name.as_str())
        || !name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
        || element
            .attributes()
            .with_checks(false)
            .any(|attribute| attribute.map_or(true, |it| is_active_attribute(&it)))
}

fn is_active_attribute(attribute: &Attribute<'_>) -> bool {
    let name = String::from_utf8_lossy(attribute.key.local_name().as_ref()).to_lowercase();
    let written = String::from_utf8_lossy(&attribute.value);
    let Ok(value) = unescape(&written) else { return true };
    let value = folded(&value);
    let is_own = attribute.key.prefix().is_none();
    match name.as_str() {
        "href" => !is_within(&value),
        "base" => true,
        // An animation that changes where a link leads.
        "attributename" => value.ends_with("href"),
        _ if name.starts_with("on") => true,
        // Editors leave file names such as `C:\drawing.svg` in attributes of their own.
        _ => value.contains(XHTML) || has_address(&value) || is_own && value.contains('\\'),
    }
}

/// Styles can spell any word with backslashes.
fn is_active_style(style: &str) -> bool {
    let style = folded(style);
    style.contains('\\') || has_address(&style)
}

/// Whether a style asks for anything but what stands in the same file.
fn has_address(style: &str) -> bool {
    let is_elsewhere = |address: &str| !is_within(address.trim_start_matches(['"', '\'']));
    ["@import", "image-set(", "src(", "javascript:"].iter().any(|part| style.contains(part))
        || style.split("url(").skip(1).any(is_elsewhere)
}

/// Whether an address leads to a part of the same file, or holds a picture or font itself.
fn is_within(address: &str) -> bool {
    let starts = ["#", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:font/"];
    address.is_empty() || starts.iter().any(|start| address.starts_with(start))
}

/// Lowercase, without the white space and control characters that browsers skip.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::is_active;

    #[test]
    fn images_that_run_or_load_are_told_from_drawings() {
        for text in [
            "<svg onload=\"x\">",
            "<svg onload =\"x\"/>",
            "<svg onload\n= 'x'/>",
            "<svg><script>x</script></svg>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">x</x:script>",
            "<svg><h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"//e.example/x\"/></svg>",
            "<svg><a xlink:href=\"java\nscript:x\"/></svg>",
            "<svg><a><set attributeName=\"xlink:href\" to=\"x\"/></a></svg>",
            "<svg><image href=\"https://e.example/x.png\"/></svg>",
            "<svg><image href=\"/\\e.example/x.png\"/></svg>",
            "<svg xml:base=\"https://e.example/\"/>",
            "<svg/onload=x>",
            "<svg><foreignObject/></svg>",
            "<svg><style>@import url(x)</style></svg>",
            "<svg><style>a{src:url(\"//e.example/f\")}</style></svg>",
            "<svg><style><![CDATA[a{fill:u\\72l(//e.example/f)}]]></style></svg>",
            "<svg><style>a{fill:&#117;rl(//e.example/f)}</style></svg>",
            "<svg><rect style=\"fill:url(//e.example/f)\"/></svg>",
            "<svg><rect fill=\"u\\72l(//e.example/f)\"/></svg>",
            "<svg><a href=\"&#106;avascript:x\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
            "<?xml-stylesheet href=\"https://e.example/\"?><svg/>",
            "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg/>",
            "<svg><a></b></svg>",
        ] {
            assert!(is_active(text), "{text}");
        }
        for text in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text font=\"x\">once upon = a &#160; b</text></svg>",
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE svg PUBLIC \"a\" \"b\"><svg><use href=\"#a\"/></svg>",
            "<svg><style>a{fill:url(#b)}</style><image xlink:href=\"data:image/png;base64,AA\"/></svg>",
            "<svg xmlns:i=\"x\" i:export-filename=\"C:\\x\"><i:namedview/></svg>",
            "",
        ] {
            assert!(!is_active(text), "{text}");
        }
    }
}
