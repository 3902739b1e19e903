//! Roles from names and values.

use table::{ColumnProfile, ColumnType};

use super::{
    ColumnRole, Role,
    mend::has,
    name::{concepts, words_of},
    words::{Concept, KIND_WORDS},
};
use crate::plan::SourceKind;

/// Proposes a role for every column.
///
/// The confidence of a proposal is how well the name speaks for the role
/// (1.0 for “customer id”, 0.9 for “customer”, 0.6 with a word that is not
/// known) times how well the values fit it (1.0 for days in a date column,
/// 0.3 for texts in one). Where a name says nothing, the values alone give
/// 0.4 at most, 0.6 for days. Roles that only one column can have go to the
/// best column, best first, ties to the role and then to the column that
/// stands first; nothing is proposed below 0.2.
///
/// The product is the column with the steadiest key: a code before a name,
/// a name before a description, because descriptions of one product change
/// and go missing. The description is then text, which is never read. A
/// price without a quantity is taken as the amount. Names, addresses,
/// telephone numbers and columns with one value or none are left out.
///
/// O(columns²).
pub fn propose(columns: &[ColumnProfile], n_records: u64) -> Vec<ColumnRole> {
    let names: Vec<Name> = columns.iter().map(|c| Name::of(&c.name)).collect();
    let mut roles = assign(columns, &names, n_records);
    price_is_amount(&mut roles);
    let rest = columns.iter().zip(&names).zip(roles);
    rest.map(|((column, name), role)| {
        let (role, confidence) = role.unwrap_or_else(|| left(column, name));
        ColumnRole {
            column: column.name.clone(),
            role,
            confidence,
        }
    })
    .collect()
}

/// The kind of records that the names of columns speak of, where they do:
/// words of tickets, reviews, mailings or visits.
pub(crate) fn speaks_of_kind<'a>(
    names: impl Iterator<Item = &'a str>,
) -> Option<SourceKind> {
    let mut counts = [0; KIND_WORDS.len()];
    for name in names {
        let words = words_of(name);
        for (count, (_, listed)) in counts.iter_mut().zip(KIND_WORDS) {
            let speaks =
                |word: &String| listed.split(' ').any(|listed| listed == word);
            *count += usize::from(words.iter().any(speaks));
        }
    }
    let most = counts.into_iter().max().filter(|most| *most > 1)?;
    let at = counts.iter().position(|count| *count == most)?;
    Some(KIND_WORDS[at].0)
}

type Scored = (Role, f64);

const UNIQUE: [Role; 9] = [
    Role::CustomerId,
    Role::Date,
    Role::OrderId,
    Role::Amount,
    Role::Quantity,
    Role::Price,
    Role::Product,
    Role::Consent,
    Role::Currency,
];
const THRESHOLD: f64 = 0.2;

fn assign(
    columns: &[ColumnProfile],
    names: &[Name],
    n_records: u64,
) -> Vec<Option<Scored>> {
    let mut candidates = Vec::new();
    for (rank, role) in UNIQUE.into_iter().enumerate() {
        for (index, (column, name)) in columns.iter().zip(names).enumerate() {
            let score = score(role, column, name, n_records);
            if score >= THRESHOLD {
                candidates.push((score, rank, index));
            }
        }
    }
    numeric::order::by(&mut candidates, |a, b| {
        b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2)))
    });
    let mut roles: Vec<Option<Scored>> = vec![None; columns.len()];
    for (score, rank, index) in candidates {
        let role = UNIQUE[rank];
        let taken = roles.iter().flatten().any(|(of, _)| *of == role);
        if !taken && roles[index].is_none() {
            roles[index] = Some((role, score));
        }
    }
    roles
}

fn price_is_amount(roles: &mut [Option<Scored>]) {
    let has = |role| roles.iter().flatten().any(|(of, _)| *of == role);
    if has(Role::Amount) || has(Role::Quantity) {
        return;
    }
    for (role, confidence) in roles.iter_mut().flatten() {
        if *role == Role::Price {
            (*role, *confidence) = (Role::Amount, *confidence * 0.7);
        }
    }
}

fn score(
    role: Role,
    column: &ColumnProfile,
    name: &Name,
    n_records: u64,
) -> f64 {
    let mut by_name = name.score(role) * fit(role, column);
    if role == Role::CustomerId && is_flag(column, n_records) {
        by_name *= 0.3;
    }
    if role == Role::Amount && has(&column.name, "net") {
        by_name *= 0.85;
    }
    if by_name < THRESHOLD && name.says_nothing() {
        by_values(role, column, n_records)
    } else {
        by_name
    }
}

/// One or two values in many records tell no customers apart.
fn is_flag(column: &ColumnProfile, n_records: u64) -> bool {
    column.distinct <= 2 && n_records >= 20
}

/// A name's concepts.
struct Name {
    known: Vec<Concept>,
    has_unknown: bool,
}

impl Name {
    fn of(name: &str) -> Self {
        let concepts = concepts(name);
        Self {
            has_unknown: concepts.contains(&None),
            known: concepts.into_iter().flatten().collect(),
        }
    }

    fn has(&self, concept: Concept) -> bool {
        self.known.contains(&concept)
    }

    fn any(&self, concepts: &[Concept]) -> bool {
        concepts.iter().any(|&concept| self.has(concept))
    }

    fn says_nothing(&self) -> bool {
        self.known.iter().all(|concept| *concept == Concept::Of)
    }

    /// `whole` where every word is known, less where one is not.
    fn clear(&self, whole: f64) -> f64 {
        if self.has_unknown {
            whole * 0.65
        } else {
            whole
        }
    }

    fn score(&self, role: Role) -> f64 {
        match role {
            Role::CustomerId => self.customer(),
            Role::OrderId => self.order(),
            Role::Date => self.date(),
            Role::Amount => self.amount(),
            Role::Quantity => self.quantity(),
            Role::Price => self.price(),
            Role::Product => self.product(),
            Role::Consent => self.consent(),
            Role::Currency => self.currency(),
            Role::Text | Role::Email | Role::Attribute | Role::Ignore => 0.0,
        }
    }

    fn customer(&self) -> f64 {
        use Concept::*;
        let at = |concept| self.known.iter().position(|it| *it == concept);
        // The customer of an order, and not an order of a customer.
        let of_customer = at(Customer) > at(Order);
        if self.has(Order) && !self.has(Email) && !of_customer {
            return 0.0;
        }
        let other = [
            Date, Amount, Total, Quantity, Price, Product, Sku, Text, Consent,
            Property, Currency, OtherEvent, Side,
        ];
        if self.any(&other) {
            0.0
        } else if self.has(Email) {
            0.5
        } else if !self.has(Customer) {
            0.0
        } else if self.has(Person) {
            0.35
        } else {
            self.clear(if self.has(Id) { 1.0 } else { 0.9 })
        }
    }

    fn order(&self) -> f64 {
        use Concept::*;
        let other = [
            Customer, Date, Amount, Total, Part, Net, Quantity, Price,
            Product, Sku, Text, Consent, Property, Currency, OtherEvent, Side,
            Person, Line, Email,
        ];
        if !self.has(Order) || self.any(&other) {
            return 0.0;
        }
        self.clear(if self.has(Id) { 1.0 } else { 0.85 })
    }

    fn date(&self) -> f64 {
        use Concept::*;
        let other = [
            Consent, Text, Email, Price, Quantity, Property, Currency,
            Product, Sku, Side,
        ];
        if self.any(&other) {
            0.0
        } else if self.any(&[OtherEvent, Person]) {
            0.3
        } else if !self.has(Date) {
            // A bare “purchase” may be a day; the values decide.
            if self.has(Order) { 0.35 } else { 0.0 }
        } else if self.has(Customer) {
            0.5
        } else if self.has(Order) {
            self.clear(1.0)
        } else {
            0.9 - 0.15 * f64::from(u8::from(self.has_unknown))
        }
    }

    fn amount(&self) -> f64 {
        use Concept::*;
        let other = [
            Unit, Quantity, Date, Id, Property, Currency, Person, Text,
            Consent, OtherEvent, Email,
        ];
        let is_side = self.has(Side) && !self.has(With);
        let of_piece = self.has(Price) && !self.has(Total);
        let is_money = self.any(&[Amount, Total, Part, Net]);
        if !is_money || is_side || of_piece || self.any(&other) {
            return 0.0;
        }
        self.clear(match (self.has(Line), self.has(Amount)) {
            _ if self.has(Part) => 0.6,
            (true, _) => 1.0,
            (_, true) if self.has(Order) => 0.9,
            (_, true) => 0.95,
            (_, false) => 0.85,
        })
    }

    fn quantity(&self) -> f64 {
        use Concept::*;
        let other = [
            Price, Amount, Property, Currency, Person, Date, Text, Consent,
            Side,
        ];
        if self.any(&other) {
            0.0
        } else if self.has(Quantity) {
            self.clear(0.95)
        } else if self.known.starts_with(&[Id, Of]) {
            // “number of …”: a count, unless it is the code of something.
            0.75
        } else {
            0.0
        }
    }

    fn price(&self) -> f64 {
        use Concept::*;
        let other = [
            Total, Part, Quantity, Date, Property, Currency, Text, Person, Id,
        ];
        if !self.has(Price) || self.any(&other) {
            0.0
        } else if self.has(Side) && !self.has(With) {
            0.25
        } else if self.any(&[Unit, Line, Product]) {
            self.clear(1.0)
        } else {
            self.clear(0.85)
        }
    }

    fn product(&self) -> f64 {
        use Concept::*;
        let other = [
            Customer, Order, Date, Amount, Total, Part, Net, Quantity, Price,
            Unit, Consent, OtherEvent, Side, Email, Text,
        ];
        if self.any(&other) {
            return 0.0;
        }
        let of_product = self.any(&[Product, Sku]);
        let of_name = self.any(&[Person, Description]);
        if self.any(&[Property, Currency]) {
            if of_product { 0.3 } else { 0.0 }
        } else if of_product && of_name {
            0.8
        } else if of_product {
            self.clear(if self.any(&[Id, Sku]) { 1.0 } else { 0.9 })
        } else if self.has(Description) || self.has(Line) && of_name {
            0.6
        } else {
            0.0
        }
    }

    fn currency(&self) -> f64 {
        use Concept::*;
        let known = [Currency, Order, Amount, Id, Of];
        let only = self.known.iter().all(|it| known.contains(it));
        if self.has(Currency) && only {
            self.clear(1.0)
        } else {
            0.0
        }
    }

    fn consent(&self) -> f64 {
        use Concept::*;
        if !self.has(Consent) || self.any(&[Id, Amount, Side, Currency]) {
            0.0
        } else if self.any(&[Date, Text]) {
            0.3
        } else {
            0.9
        }
    }
}

/// How well values fit a role, `0.0..=1.0`.
fn fit(role: Role, column: &ColumnProfile) -> f64 {
    use ColumnType::*;
    let long = |limit: f64, factor: f64| {
        if column.mean_length > limit {
            factor
        } else {
            1.0
        }
    };
    match (role, column.column_type) {
        (Role::CustomerId, Integer | Text) => long(60.0, 0.3),
        (Role::CustomerId, Decimal) if column.scale <= 1 => 0.8,
        (Role::CustomerId, Empty | Boolean) => 0.3,
        (Role::OrderId, Integer | Text) => long(60.0, 0.3),
        (Role::OrderId, Decimal) if column.scale <= 1 => 0.6,
        (Role::Date, Date | Timestamp) => 1.0,
        (Role::Date, Empty) => 0.6,
        (Role::Date, Text | Integer) => 0.3,
        (Role::Amount | Role::Price, Decimal) => 1.0,
        (Role::Amount | Role::Price, Integer) => long(9.0, 0.5) * 0.95,
        (Role::Quantity, Integer) => long(6.0, 0.4),
        (Role::Quantity, Decimal) => 0.9,
        (Role::Quantity, Boolean) => 0.5,
        (Role::Amount | Role::Price | Role::Quantity, Text | Empty) => 0.25,
        (Role::Product, Integer) if column.mean_length < 2.5 => 0.4,
        (Role::Product, Text | Integer) => long(80.0, 0.5),
        (Role::Product, Boolean | Decimal) => 0.3,
        (Role::Consent, Boolean | Text | Integer) if column.distinct <= 12 => {
            1.0
        }
        (Role::Consent, Empty) => 0.3,
        // Codes such as EUR, or signs.
        (Role::Currency, Text) if column.mean_length <= 4.0 => 1.0,
        (_, _) => 0.1,
    }
}

/// How well values alone speak for a role, `0.0..=0.6`.
fn by_values(role: Role, column: &ColumnProfile, n_records: u64) -> f64 {
    use ColumnType::*;
    let present = n_records.saturating_sub(column.missing).max(1);
    let variety = column.distinct as f64 / present as f64;
    let length = column.mean_length;
    let matches = match (role, column.column_type) {
        (Role::Date, Date | Timestamp) => return 0.6,
        (Role::CustomerId, Integer | Text) => {
            // The more different, the likelier an id, but each comes again.
            let repeats = column.distinct > 1 && variety <= 0.95;
            let is_short = (2.0..=24.0).contains(&length);
            let score = 0.3 + 0.1 * variety;
            return if repeats && is_short { score } else { 0.0 };
        }
        (Role::Amount, Decimal) => column.distinct > 1,
        (Role::Quantity, Integer) => length < 2.5 && column.distinct <= 500,
        (Role::Product, Text) => {
            variety <= 0.2 && column.distinct > 1 && length >= 3.0
        }
        (_, _) => false,
    };
    if matches { 0.3 } else { 0.0 }
}

/// The role of a column that got none of the unique ones.
fn left(column: &ColumnProfile, name: &Name) -> Scored {
    use Concept::*;
    let is_text = column.column_type == ColumnType::Text;
    if column.column_type == ColumnType::Empty {
        (Role::Ignore, 1.0)
    } else if column.distinct <= 1 {
        (Role::Ignore, 0.9)
    } else if name.any(&[Text, Description]) && is_text {
        (Role::Text, 0.8)
    } else if name.has(Email) && is_text {
        (Role::Email, 0.8)
    } else if name.any(&[Person, Email]) {
        (Role::Ignore, 0.7)
    } else if is_text && column.mean_length >= 40.0 {
        (Role::Text, 0.6)
    } else if name.any(&[Property, Currency]) {
        (Role::Attribute, 0.8)
    } else {
        (Role::Attribute, 0.4)
    }
}
