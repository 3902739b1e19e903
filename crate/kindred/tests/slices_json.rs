//! A shop's JSON, read in slices, gives what it gives read whole, to the bit.

use crate::cut;
use crate::cut::{check, plan, shop};
use kindred::remedy::Remedy;
use proptest::prelude::*;

/// How a table is written as JSON.
#[derive(Clone, Copy, Debug)]
enum How {
    /// An object a line.
    Lines,
    /// A list of objects, a cell inside an object of its own.
    List,
    /// An object an order, its lines in a list.
    Orders,
}

/// The rows of a table without quotes, empty cells left out or null.
fn json(csv: &str, how: How) -> String {
    let mut rows = csv.lines().map(|line| line.split(','));
    let names: Vec<&str> = rows.next().expect("a header").collect();
    let mut objects = Vec::new();
    for (nth, cells) in rows.enumerate() {
        let named = names.iter().zip(cells).enumerate();
        let told = named.filter(|(at, (_, cell))| {
            !cell.is_empty() || (nth + at).is_multiple_of(3)
        });
        let pair = |(name, cell): (&&str, &str)| match cell {
            "" => format!("\"{name}\":null"),
            cell => format!("\"{name}\":\"{cell}\""),
        };
        let pair = |(at, (name, cell))| match (how, at) {
            (How::List, 0) => format!("\"who\":{{{}}}", pair((name, cell))),
            _ => pair((name, cell)),
        };
        let of_line = |at: &usize| (3..6).contains(at);
        let (own, line): (Vec<_>, Vec<_>) =
            told.partition(|(at, _)| !of_line(at));
        let text = |cells: Vec<_>| -> Vec<String> {
            cells.into_iter().map(pair).collect()
        };
        let (own, line) = (text(own).join(","), text(line).join(","));
        objects.push(match how {
            How::Orders => format!("{{{own},\"lines\":[{{{line}}}]}}"),
            _ if own.is_empty() || line.is_empty() => {
                format!("{{{own}{line}}}")
            }
            _ => format!("{{{own},{line}}}"),
        });
    }
    match how {
        How::Lines => objects.join("\n"),
        How::List | How::Orders => format!("[{}]", objects.join(",\n")),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn json_in_slices_gives_what_the_whole_gives(
        drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..80),
        currency in any::<bool>(),
    ) {
        // A column that nobody but the last has.
        let text = shop(&drawn, currency);
        let text = text.replacen('\n', ",note\n", 1)
            + "c1@shop.example,L1,2024-05-05 10:00:00,tea,1,2.000,yes"
            + if currency { ",EUR,late\n" } else { ",late\n" };
        for how in [How::Lines, How::List, How::Orders] {
            let text = json(&text, how);
            let files = [("shop.json", text.as_bytes())];
            let mut plan = plan(&files);
            check(&files, 0, &plan);
            plan.remedies = vec![Remedy::RepeatedRecords, Remedy::Returns];
            check(&files, 0, &plan);
        }
    }
}

#[test]
fn json_slices_are_slices_of_a_run_that_ends_well() {
    for how in [How::Lines, How::List, How::Orders] {
        let text = json(&shop(&[], false), how);
        let files = [("shop.json", text.as_bytes())];
        let run = cut::sliced(&files, &[0], &plan(&files), 3);
        let run = run.expect("a good run");
        assert!(run.analysis.customers.permitted > 20, "{how:?}");
    }
}
