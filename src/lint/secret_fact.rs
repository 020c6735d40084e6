//! A fact that is named like a secret.
//!
//! Answers, explanations and logs show facts. A policy needs to know whether somebody has proved who he is, never with which password.
//!
//! ```policy
//! entity reader { password text }
//! ```
//!
//! Better: `entity reader { signed_in yes_no }`.

use crate::diagnostic::Diagnostic;
use crate::syntax::ast::{Field, TypeKind};

use super::{Subject, finding, parts};

/// Words that a secret is called by, each also behind and before others: `card_pin_code`.
const SECRETS: &[&str] = &[
    "password", "passwords", "passwd", "passphrase", "pin", "secret", "secrets", "token", "tokens", "credential", "credentials",
    "access_key", "api_key", "private_key", "secret_key",
];

pub fn find(on: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for field in on.items().flat_map(parts::fields).filter(|field| is_text(field) && is_secret(&field.name.text)) {
        let diagnostic = finding(field.name.span, format!("`{}` is named like a secret", field.name.text));
        found.push(diagnostic.help("answers and logs show facts; a `yes_no` tells whether it was right"));
    }
}

fn is_text(field: &Field) -> bool {
    matches!(&field.ty.kind, TypeKind::Named(name) | TypeKind::Set(name) if name.text == "text")
}

fn is_secret(name: &str) -> bool {
    let name = format!("_{}_", name.to_lowercase());
    SECRETS.iter().any(|secret| name.contains(&format!("_{secret}_")))
}
