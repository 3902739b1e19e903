//! Lists of people from three tools for mailings and sales.
//!
//! - HubSpot contacts: <https://knowledge.hubspot.com/import-and-export/export-records>.
//! - Mailchimp audience: <https://mailchimp.com/help/view-export-contacts/>.
//! - Klaviyo profiles: <https://help.klaviyo.com/hc/en-us/articles/115005078687>.
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
