//! A shop whose orders and moments are too many to be held as texts.

use crate::cut::{Cut, plan, same, whole};
use kindred::executor::Serial;

/// Orders of 60 customers, each at a minute of its own and of a number of its
/// own, in lines.
fn shop() -> String {
    let lines = (0..12_000_u32).map(|n| {
        let (order, customer) = (n / 2, n / 2 * 7 % 60);
        let (day, at) = (1 + order % 28, order / 28 % 1_440);
        let month = 1 + order * 5 / 2 % 12;
        let price = 3 + customer % 9 + n % 5;
        format!(
            "c{customer},{},2024-{month:02}-{day:02} {:02}:{:02},p{},1,{price}.50\n",
            700_000 + order,
            at / 60,
            at % 60,
            n % 11,
        )
    });
    let head = "customer,order,time,product,quantity,price\n";
    head.to_owned() + &lines.collect::<String>()
}

#[test]
fn orders_and_moments_beyond_the_room_give_what_the_whole_gives() {
    let text = shop();
    let files = [("shop.csv", text.as_bytes())];
    let plan = plan(&files);
    let expected = whole(&files, &plan).expect("a good run");
    for n in [1, 3] {
        let cut = Cut::with_room(64 << 10, &files, &[0], &plan, (n, false));
        let mut cut = cut.expect("it can be read in slices");
        let survey = &cut.whole[0];
        let full: Vec<bool> = (0..6).map(|at| survey.is_full(at)).collect();
        assert_eq!(full, [false, true, true, false, false, false]);
        let tables = cut.whole.clone();
        let run = kindred::run_in_slices(&tables, &mut cut, &plan, &Serial);
        let found = pollster::block_on(run).expect("a good run");
        same(&found, &expected);
    }
}
