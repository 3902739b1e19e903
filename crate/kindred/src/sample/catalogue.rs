//! What the made-up shop sells.

/// A product and its usual price in cents.
pub(super) struct Product {
    pub name: &'static str,
    pub cents: i64,
}

/// Every product, cheapest first.
pub(super) const CATALOGUE: [Product; 36] = [
    product("Tea filters, 100", 390),
    product("Rooibos sample", 420),
    product("Bamboo scoop", 490),
    product("Peppermint leaves 80 g", 540),
    product("Camomile flowers 60 g", 560),
    product("Rock sugar 250 g", 590),
    product("Linen tea towel", 690),
    product("Fennel blend 100 g", 720),
    product("Ginger lemon 100 g", 780),
    product("Breakfast blend 125 g", 850),
    product("Green sencha 75 g", 920),
    product("Earl grey 125 g", 960),
    product("Jasmine pearls 50 g", 1090),
    product("Tea strainer", 1150),
    product("Darjeeling 100 g", 1240),
    product("Forest honey 250 g", 1290),
    product("Oolong 75 g", 1350),
    product("Storage tin, small", 1420),
    product("Glass mug", 1490),
    product("Matcha 30 g", 1690),
    product("Storage tin, large", 1790),
    product("Honey trio", 1890),
    product("Two stoneware cups", 2190),
    product("Matcha whisk", 2290),
    product("Advent tea calendar", 2490),
    product("Winter gift box", 2790),
    product("Glass teapot", 3190),
    product("Tasting set", 3390),
    product("Tea cosy", 3490),
    product("Gift hamper, small", 3900),
    product("Stoneware teapot", 4290),
    product("Matcha set", 4690),
    product("Cast-iron warmer", 4950),
    product("Gift hamper, large", 6400),
    product("Cast-iron teapot", 7900),
    product("Kettle with thermometer", 8900),
];

const fn product(name: &'static str, cents: i64) -> Product {
    Product { name, cents }
}
