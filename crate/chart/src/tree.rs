//! How the groups come together: the top of the tree, with its cut.

use cluster::agglomerative::{Crown, Merge};
use kindred::plan::Language;

use crate::paint::Paint;
use crate::scene::{Caption, Scene};
use crate::sheet::{FONT, Frame, Lettering, Plot, Sheet};
use crate::{Drawing, TableTwin, metrics};

pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title =
        scene.say("How groups come together", "Wie Gruppen sich fügen");
    let Some(crown) = &scene.analysis.tree else {
        let why = scene.say(
            "This method joins no groups.",
            "Dieses Verfahren verbindet keine Gruppen.",
        );
        return scene.blank(title, why);
    };
    let tree = Tree::new(crown);
    let caption = Caption {
        title: title.to_string(),
        description: tree.description(scene),
        table: tree.table(scene),
    };
    scene.drawing(caption, scene.height.max(220.0), |sheet| {
        let frame = Frame {
            left: 8.0,
            top: 10.0,
            right: scene.width - 8.0,
            bottom: scene.height.max(220.0) - 40.0,
        };
        tree.draw(scene, sheet, frame);
    })
}

/// A crown with where everything stands.
struct Tree<'a> {
    crown: &'a Crown,
    /// Of each branch, and then of each merge: to the right, upwards, and
    /// the one segment of all below, where it is one.
    nodes: Vec<Node>,
    k: usize,
}

#[derive(Clone, Copy)]
struct Node {
    across: f64,
    height: f64,
    segment: Option<u32>,
    size: u32,
}

impl<'a> Tree<'a> {
    fn new(crown: &'a Crown) -> Self {
        let branches = crown.branches.iter().enumerate();
        let mut nodes: Vec<Node> = branches
            .map(|(at, branch)| Node {
                across: at as f64,
                height: 0.0,
                segment: Some(branch.label),
                size: branch.size,
            })
            .collect();
        for merge in &crown.merges {
            let [left, right] = ends(merge).map(|end| nodes[end]);
            let is_one = left.segment == right.segment;
            nodes.push(Node {
                across: (left.across + right.across) / 2.0,
                height: merge.height,
                segment: left.segment.filter(|_| is_one),
                size: merge.size,
            });
        }
        let mut all: Vec<u32> =
            crown.branches.iter().map(|branch| branch.label).collect();
        all.dedup();
        Self {
            crown,
            nodes,
            k: all.len(),
        }
    }

    /// Between the last merge that was done and the first that was not.
    fn cut(&self) -> Option<f64> {
        let n_done = self.nodes.len() - self.crown.merges.len() - self.k;
        let undone = self.crown.merges.get(n_done)?.height;
        let done = n_done
            .checked_sub(1)
            .map_or(0.0, |last| self.crown.merges[last].height);
        Some((done + undone) / 2.0)
    }

    fn draw(&self, scene: &Scene<'_>, sheet: &Sheet<'_>, frame: Frame) {
        let n = self.crown.branches.len() as f64;
        let top = self.crown.merges.last().map_or(1.0, |it| it.height);
        let top = if top > 0.0 { 1.04 * top } else { 1.0 };
        let plot = sheet.plot(frame, (-0.5, n - 0.5), (0.0, top));
        for (at, merge) in self.crown.merges.iter().enumerate() {
            self.arch(&plot, merge, self.crown.branches.len() + at);
        }
        if let Some(cut) = self.cut() {
            let style = Paint::Accent.stroke(12);
            plot.line((-0.5, cut), (n - 0.5, cut), style);
        }
        let room = frame.width() / n - 4.0;
        for node in &self.nodes[..self.crown.branches.len()] {
            let (x, y) = plot.place((node.across, 0.0));
            if let Some(place) = self.place(scene, node) {
                sheet.mark((x, y + 9.0), place, 4.0);
            }
            let size = scene.customers(u64::from(node.size));
            if metrics::width(&size, FONT) <= room {
                let how = Lettering::middle(Paint::Soft);
                sheet.text((x, y + 25.0), &size, how);
            }
        }
    }

    /// Up from both and across.
    fn arch(&self, plot: &Plot<'_>, merge: &Merge, own: usize) {
        let top = self.nodes[own];
        for node in ends(merge).map(|end| self.nodes[end]) {
            let paint = match node.segment {
                Some(segment) => Paint::Segment(segment as usize),
                None => Paint::Soft,
            };
            let foot = (node.across, node.height);
            let knee = (node.across, top.height);
            plot.line(foot, knee, paint.stroke(16));
            let paint = match top.segment {
                Some(segment) => Paint::Segment(segment as usize),
                None => Paint::Soft,
            };
            plot.line(knee, (top.across, top.height), paint.stroke(16));
        }
    }

    /// The place of a branch's segment among those that are shown.
    fn place(&self, scene: &Scene<'_>, node: &Node) -> Option<usize> {
        let segment = node.segment?;
        let own = scene.shown.iter().find(|it| it.segment.id == segment)?;
        Some(own.place)
    }

    fn description(&self, scene: &Scene<'_>) -> String {
        let (n, k) = (self.crown.branches.len(), self.k);
        match scene.language {
            Language::En => format!(
                "From below, {n} groups come together, the nearest first; \
                 the line cuts the tree into {k}. The longer the way up to \
                 the next joint, the better a group stands apart."
            ),
            Language::De => format!(
                "Von unten nach oben kommen {n} Gruppen zusammen, die \
                 nächsten zuerst; die Linie schneidet den Baum in {k}. Je \
                 länger der Weg zur nächsten Verbindung, desto deutlicher \
                 steht eine Gruppe für sich."
            ),
        }
    }

    /// A row a cut.
    fn table(&self, scene: &Scene<'_>) -> TableTwin {
        let head = [
            ("Groups", "Gruppen"),
            ("Next joint at", "Nächste Verbindung bei"),
            ("Customers in each", "Kunden in jeder"),
        ];
        let head = head.map(|(en, de)| scene.say(en, de).to_string());
        let n = self.crown.branches.len();
        let row = |k: usize| {
            let next = self.crown.merges.get(n - k).map(|it| it.height);
            let sizes = self.sizes(k).into_iter();
            let sizes = sizes.map(|size| scene.customers(u64::from(size)));
            let sizes: Vec<String> = sizes.collect();
            vec![k.to_string(), scene.maybe(next, 2), sizes.join(", ")]
        };
        TableTwin {
            head: head.to_vec(),
            rows: (1..=n).map(row).collect(),
        }
    }

    /// The sizes in a cut into `k`, from left to right.
    fn sizes(&self, k: usize) -> Vec<u32> {
        let n = self.crown.branches.len();
        let first_undone = n + (n - k);
        let mut open = vec![self.nodes.len() - 1];
        let mut sizes = Vec::with_capacity(k);
        while let Some(node) = open.pop() {
            if node < first_undone {
                sizes.push(self.nodes[node].size);
                continue;
            }
            let [a, b] = ends(&self.crown.merges[node - n]);
            let is_left = self.nodes[a].across < self.nodes[b].across;
            open.extend(if is_left { [b, a] } else { [a, b] });
        }
        sizes
    }
}

fn ends(merge: &Merge) -> [usize; 2] {
    [merge.left as usize, merge.right as usize]
}
