//! Lists of people from three tools for mailings and sales.
//!
//! - HubSpot contacts: the properties of a contact are named so in
//!   `hairsolutionsco/automations_hub`,
//!   `hubspot/objects/contacts/properties.md` on GitHub. That they head the
//!   columns of an export, and `Record ID - Contact`, are as commonly seen;
//!   not checked against a document.
//! - Mailchimp audience: `buren/honey_format`,
//!   `spec/honey_format/csv_spec.rb` on GitHub, which has such a header.
//! - Klaviyo profiles: the column names are those of exports as commonly
//!   seen; not checked against a document.
//!
//! Traps: they hold no purchase: they join one by the address, whatever its
//! case. Mailchimp writes one file a status and no status in it. HubSpot
//! says whether a contact counts as one for marketing, which is no consent.
//! Klaviyo's `NEVER_SUBSCRIBED` is not a yes.

use super::{Preset, Role, SourceKind};

/// HubSpot contacts.
pub(super) const HUBSPOT: Preset = Preset {
    name: "hubspot-contacts",
    title: "HubSpot contacts",
    kind: SourceKind::Customers,
    needs: &[
        &["Record ID", "Contact ID", "Record ID - Contact"],
        &["Email"],
        &["Create Date"],
        &["Lead Status", "Lifecycle Stage", "Marketing contact status"],
    ],
    roles: &[
        (
            Role::CustomerId,
            &["Record ID", "Contact ID", "Record ID - Contact"],
        ),
        (Role::Email, &["Email"]),
        (Role::Date, &["Create Date"]),
    ],
    fixes: &[],
};

/// A Mailchimp audience.
pub(super) const MAILCHIMP: Preset = Preset {
    name: "mailchimp-audience",
    title: "Mailchimp audience",
    kind: SourceKind::Customers,
    needs: &[
        &["Email Address"],
        &["MEMBER_RATING"],
        &["OPTIN_TIME"],
        &["LEID"],
    ],
    roles: &[
        (Role::CustomerId, &["LEID"]),
        (Role::Email, &["Email Address"]),
        (Role::Date, &["CONFIRM_TIME", "OPTIN_TIME"]),
    ],
    fixes: &[],
};

/// Klaviyo profiles.
pub(super) const KLAVIYO: Preset = Preset {
    name: "klaviyo-profiles",
    title: "Klaviyo profiles",
    kind: SourceKind::Customers,
    needs: &[&["Email"], &["Klaviyo ID"], &["Email Marketing Consent"]],
    roles: &[
        (Role::CustomerId, &["Klaviyo ID"]),
        (Role::Email, &["Email"]),
        (Role::Consent, &["Email Marketing Consent"]),
        (Role::Date, &["Profile Created On", "Date Added"]),
    ],
    fixes: &[],
};
