//! Rules to sets of customers, each rule once.

use super::{
    Bits, Condition, Ground, MAX_DEPTH, MAX_RULES, MAX_VALUE, Rule,
    fault::{Fault, Wrong, nearest},
};
use crate::{groups::Group, lifecycle::Stage};

/// Judges rules on a run; without one it finds what is wrong with them
/// whatever the customers are.
pub(super) struct Judge<'a> {
    rules: &'a [Rule],
    ground: Option<&'a Ground<'a>>,
    states: Vec<State>,
}

/// How far a rule is.
#[derive(Clone)]
enum State {
    Open,
    /// Its conditions are being judged: whoever needs it now is in a circle.
    Begun,
    Done(Result<Bits, Fault>),
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        rules: &'a [Rule],
        ground: Option<&'a Ground<'a>>,
    ) -> Self {
        Self {
            rules,
            ground,
            states: vec![State::Open; rules.len()],
        }
    }

    /// The customers of a rule.
    ///
    /// # Panics
    /// If there is no such rule.
    pub(super) fn rule(&mut self, at: usize) -> Result<Bits, Fault> {
        if let State::Done(done) = &self.states[at] {
            return done.clone();
        }
        self.states[at] = State::Begun;
        let rule = &self.rules[at];
        let path = format!("rules[{at}]");
        let done = self
            .check_name(at)
            .map_err(|wrong| fault(&path, "name", wrong))
            .and_then(|()| self.set(&rule.when, &format!("{path}.when"), 1));
        self.states[at] = State::Done(done.clone());
        done
    }

    fn check_name(&self, at: usize) -> Result<(), Wrong> {
        let name = &self.rules[at].name;
        let before = &self.rules[..at];
        if at >= MAX_RULES {
            Err(Wrong::TooMany)
        } else if name.trim().is_empty() {
            Err(Wrong::NoName)
        } else if before.iter().any(|it| it.name == *name) {
            Err(Wrong::NameTwice(name.clone()))
        } else {
            Ok(())
        }
    }

    /// The customers of a condition that stands at a place.
    pub(super) fn set(
        &mut self,
        of: &Condition,
        path: &str,
        depth: usize,
    ) -> Result<Bits, Fault> {
        if depth > MAX_DEPTH {
            return Err(fault(path, "", Wrong::TooDeep));
        }
        match of {
            Condition::All { all } => {
                self.joined(all, &format!("{path}.all"), depth, Bits::and)
            }
            Condition::Any { any } => {
                self.joined(any, &format!("{path}.any"), depth, Bits::or)
            }
            Condition::Not { not } => {
                let path = format!("{path}.not");
                let mut set = self.set(not, &path, depth + 1)?;
                set.not();
                Ok(set)
            }
            Condition::AtLeast { feature, at_least } => {
                check_values(path, "at-least", &[*at_least])?;
                self.compared(feature, path, &|it| it >= *at_least)
            }
            Condition::AtMost { feature, at_most } => {
                check_values(path, "at-most", &[*at_most])?;
                self.compared(feature, path, &|it| it <= *at_most)
            }
            Condition::Between { feature, between } => {
                check_values(path, "between", between)?;
                let [low, high] = *between;
                self.compared(feature, path, &|it| it >= low && it <= high)
            }
            Condition::Missing { feature, missing } => {
                self.compared(feature, path, &|it| it.is_nan() == *missing)
            }
            Condition::Stage { stage } => self.staged(*stage, path),
            Condition::Group { group } => self.grouped(*group, path),
            Condition::Segment { segment } => self.formed(*segment, path),
            Condition::Rule { rule } => self
                .named(rule)
                .unwrap_or_else(|wrong| Err(fault(path, "rule", wrong))),
        }
    }

    fn joined(
        &mut self,
        parts: &[Condition],
        path: &str,
        depth: usize,
        join: fn(&mut Bits, &Bits),
    ) -> Result<Bits, Fault> {
        let mut all: Option<Bits> = None;
        for (at, part) in parts.iter().enumerate() {
            let set = self.set(part, &format!("{path}[{at}]"), depth + 1)?;
            match &mut all {
                Some(all) => join(all, &set),
                None => all = Some(set),
            }
        }
        all.ok_or_else(|| fault(path, "", Wrong::NoParts))
    }

    /// The customers whose feature is as it should be; `NaN` where it can't
    /// be computed.
    fn compared(
        &self,
        feature: &str,
        path: &str,
        holds: &dyn Fn(f64) -> bool,
    ) -> Result<Bits, Fault> {
        let Some(ground) = self.ground else {
            return Ok(Bits::of(0, &|_| false));
        };
        let found = ground.features.iter().find(|it| it.0 == feature);
        let Some((_, values)) = found else {
            let known = ground.features.iter().map(|it| it.0);
            let wrong =
                Wrong::NoFeature(feature.into(), nearest(feature, known));
            return Err(fault(path, "feature", wrong));
        };
        Ok(Bits::of(values.len(), &|customer| holds(values[customer])))
    }

    /// Nobody where there is no run.
    fn of_each(&self, holds: &dyn Fn(&Ground<'_>, usize) -> bool) -> Bits {
        match self.ground {
            Some(ground) => {
                Bits::of(ground.n_customers, &|it| holds(ground, it))
            }
            None => Bits::of(0, &|_| false),
        }
    }

    fn formed(&self, segment: u32, path: &str) -> Result<Bits, Fault> {
        if self.ground.is_some_and(|it| it.labels.is_empty()) {
            return Err(fault(path, "segment", Wrong::NoSegments));
        }
        Ok(self.of_each(&|ground, it| ground.labels[it] == segment))
    }

    fn staged(&self, stage: Stage, path: &str) -> Result<Bits, Fault> {
        if self.ground.is_some_and(|it| it.stages.is_empty()) {
            return Err(fault(path, "stage", Wrong::NoStages(stage)));
        }
        Ok(self.of_each(&|ground, it| ground.stages[it] == stage))
    }

    fn grouped(&self, group: Group, path: &str) -> Result<Bits, Fault> {
        let Some(ground) = self.ground else {
            return Ok(self.of_each(&|_, _| false));
        };
        let found = ground.groups.iter().find(|it| it.group == group);
        let members = found.map(|it| it.customers.clone());
        members.ok_or_else(|| fault(path, "group", Wrong::NoGroup(group)))
    }

    /// The customers of the rule of a name; else why there is none.
    pub(super) fn named(
        &mut self,
        name: &str,
    ) -> Result<Result<Bits, Fault>, Wrong> {
        let Some(at) = self.rules.iter().position(|it| it.name == name) else {
            let known = self.rules.iter().map(|it| &*it.name);
            return Err(Wrong::NoRule(name.into(), nearest(name, known)));
        };
        match self.states[at] {
            State::Begun => Err(Wrong::Circle(name.into())),
            State::Open | State::Done(_) => Ok(self.rule(at)),
        }
    }
}

fn check_values(path: &str, key: &str, values: &[f64]) -> Result<(), Fault> {
    let is_number = |it: &f64| it.abs() <= MAX_VALUE;
    if !values.iter().all(is_number) {
        return Err(fault(path, key, Wrong::NoNumber));
    }
    match values.is_sorted() {
        true => Ok(()),
        false => Err(fault(path, key, Wrong::Reversed)),
    }
}

fn fault(path: &str, key: &str, wrong: Wrong) -> Fault {
    let at = match key {
        "" => path.to_owned(),
        key => format!("{path}.{key}"),
    };
    Fault { at, wrong }
}
