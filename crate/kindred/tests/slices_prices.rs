//! A shop with more different prices than are counted in one reading.

use crate::cut::{plan, same, sliced, whole};
use std::fmt::Write;

#[test]
fn a_shop_of_more_than_a_million_prices_is_the_same_in_slices() {
    let mut text =
        String::from("customer,order_date,product,quantity,price\n");
    for n in 0..1_100_000u32 {
        let price = n.wrapping_mul(2_654_435_761) % 1_100_009;
        writeln!(
            text,
            "c{},2024-{:02}-{:02},p{},{},{}.{:03}",
            n % 211,
            1 + n % 12,
            1 + n % 28,
            n % 40,
            1 + n % 2,
            price / 1_000,
            price % 1_000
        )
        .expect("it is text");
    }
    let files = [("shop.csv", text.as_bytes())];
    let plan = plan(&files);
    let held = whole(&files, &plan).expect("a good run");
    let names = held.analysis.features.iter().map(|it| &it.name);
    assert!(names.clone().any(|it| it.contains("discount")), "{names:?}");
    let found = sliced(&files, &[0], &plan, 2).expect("a good run");
    same(&found, &held);
}
