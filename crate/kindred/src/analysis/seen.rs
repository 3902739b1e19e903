//! The maps, as they are shown.

use serde::{Deserialize, Serialize};

/// The map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct MapView {
    /// At most 1,000 customers, without their ids.
    pub points: Vec<MapPoint>,
    /// What grows to the right and upwards, in words.
    pub axes: [String; 2],
    /// The share of differences each axis keeps, `0.0..=1.0`.
    pub explained: [f64; 2],
    /// How the features that formed the segments lie along the axes, in the
    /// order of the features.
    pub arrows: Vec<Arrow>,
    /// How far neighbours on it are neighbours in truth, `0.0..=1.0` (Venna
    /// and Kaski's trustworthiness, 15 neighbours); `None` for too few
    /// customers.
    pub trust: Option<f64>,
    /// The same customers by who is near whom; `None` for too few.
    pub neighbours: Option<NeighbourMap>,
}

/// A feature on the map: along it, the feature grows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Arrow {
    /// The feature's name.
    pub feature: String,
    /// Its loadings, to the right and upwards, `-1.0..=1.0`. A point's inner
    /// product with them is what the map says of the feature there, on the
    /// prepared scale and from its mean.
    pub along: [f64; 2],
    /// The share of its differences that the map keeps, `0.0..=1.0`.
    pub kept: f64,
}

/// A map of who is near whom (UMAP). Neither distances between groups nor
/// their sizes mean anything on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct NeighbourMap {
    /// To the right and upwards, in the order of the map's points.
    pub places: Vec<[f64; 2]>,
    /// How far neighbours on it are neighbours in truth, as of the map.
    pub trust: f64,
}

/// One customer on the map.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct MapPoint {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// The segment's id.
    pub segment: u32,
}
