// Written by `cargo run -p xtask -- codegen` from the engine's types. Do not edit.

/**
 * What the user may choose.
 */
export type AgglomerativeParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * How far two clusters are apart.
 */
linkage: Linkage, 
/**
 * Genie joins the smallest cluster first where the Gini index of the
 * sizes is above this, `0.0..=1.0`; 1 is single linkage.
 */
gini_threshold: number, };

/**
 * What another method says.
 */
export type Agreement = { 
/**
 * Which.
 */
method: Rival, 
/**
 * Clusters it made of the judged samples.
 */
n_clusters: number, 
/**
 * Samples it puts in none, `0.0..=1.0`.
 */
outside: number, 
/**
 * The adjusted Rand index, `-0.5..=1.0`, of its clusters and the
 * recommended ones, of the samples it puts in one; `None` where either
 * has only one.
 */
adjusted_rand: number | null, };

/**
 * The money: `total = used + Σ set_aside.amount`, in the minor unit.
 */
export type Amount = { 
/**
 * Sign or code, where known.
 */
currency: string | null, 
/**
 * Digits of the minor unit after the point.
 */
minor_digits: number, 
/**
 * Sum over all records.
 */
total: number | null, 
/**
 * Sum over the used ones.
 */
used: number | null, 
/**
 * Returns of permitted customers, netted in their revenue (negative).
 */
returned: number | null, };

/**
 * The result of a run.
 */
export type Analysis = { 
/**
 * SHA-256 of this analysis and of `labels.csv`, lower-case hex: see
 * [`crate::digest`].
 */
digest: string, 
/**
 * SHA-256 of what can be looked up of each customer (id, segment,
 * confidence, features), lower-case hex.
 */
customers_sha256: string, 
/**
 * The plan's seed.
 */
seed: number, 
/**
 * Nothing on or after this day (ISO) was seen; `None` where the files
 * tell no day at all.
 */
as_of: string | null, 
/**
 * Why.
 */
purpose: Purpose, 
/**
 * What allowed it.
 */
basis: Basis, 
/**
 * The files, by name and SHA-256.
 */
files: Array<FileFacts>, 
/**
 * What became of every record; the parts add up exactly.
 */
records: Records, 
/**
 * What became of the money; the parts add up exactly.
 */
amount: Amount, 
/**
 * What became of every customer.
 */
customers: Customers, 
/**
 * The features that were computed.
 */
features: Array<FeatureInfo>, 
/**
 * What each side of the customers has to do with the segments; none
 * where no feature tells them apart.
 */
sides: Array<SideShare>, 
/**
 * Whether there are groups.
 */
verdict: Verdict, 
/**
 * How many segments; with no structure, how many value tiers.
 */
k: number, 
/**
 * Why, for words and tests.
 */
reason: Reason, 
/**
 * The answer in one sentence.
 */
headline: string, 
/**
 * Its doubt in the next.
 */
doubt: string, 
/**
 * What is known of each number of groups; where the plan freezes rules,
 * of groups of all others.
 */
evidence: Array<Evidence>, 
/**
 * What other methods say of the recommended number of groups; nothing
 * where the plan freezes rules.
 */
agreement: Array<Agreement>, 
/**
 * Largest share of revenue first.
 */
segments: Array<Segment>, 
/**
 * Samples of customers along the two main axes.
 */
map: MapView, 
/**
 * How the groups come together, where the method joins step by step;
 * the labels of its branches are ids of segments.
 */
tree?: Crown, 
/**
 * Which method was picked, where the plan leaves it open.
 */
picked?: PickedMethod, 
/**
 * The segments as questions; `None` where there is one, or where no
 * question helps.
 */
explained?: Explained, 
/**
 * Recency against number of orders.
 */
rfm: RfmGrid, 
/**
 * Where customers stand by their own rhythm; `None` where no day is
 * told or too few came back.
 */
lifecycle: Lifecycle | null, 
/**
 * Groups by what customers do, which may overlap.
 */
groups: Array<GroupCount>, 
/**
 * What came after, by what was known before; left out where the plan
 * does not ask, and where it can't be told.
 */
foretold?: Foretold, 
/**
 * What is known beside the purchases, in every segment; left out where
 * nothing is.
 */
attributes?: Array<AttributeTold>, 
/**
 * Blocks of survey questions; left out where there are none.
 */
surveys?: Array<Survey>, 
/**
 * The rules of the plan; left out where it has none.
 */
rules?: Array<RuleResult>, 
/**
 * How they overlap; left out as in [`crate::rules::Counted`].
 */
overlaps?: Overlaps, 
/**
 * What the user must see.
 */
warnings: Array<Warning>, };

/**
 * A feature on the map: along it, the feature grows.
 */
export type Arrow = { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * Its loadings, to the right and upwards, `-1.0..=1.0`. A point's inner
 * product with them is what the map says of the feature there, on the
 * prepared scale and from its mean.
 */
along: [number, number], 
/**
 * The share of its differences that the map keeps, `0.0..=1.0`.
 */
kept: number, };

/**
 * Who is used and who is left out, by one attribute.
 */
export type AttributeShares = { 
/**
 * The column.
 */
column: string, 
/**
 * The file of customers that tells it; `None` for the purchases.
 */
file: string | null, 
/**
 * How many are used and have a value in it; never a few.
 */
used: number, 
/**
 * How many are left out and have one; `None` where they are too few to
 * be told.
 */
left_out: number | null, 
/**
 * Its values, the most frequent first; all others, where there are any,
 * are one without a name.
 */
values: Array<Shares>, };

/**
 * An attribute in all segments.
 */
export type AttributeTold = { 
/**
 * The column, with its file where two have one name.
 */
column: string, 
/**
 * Its name in a recipe.
 */
name: string, 
/**
 * The file of customers that tells it; `None` for the purchases.
 */
file: string | null, 
/**
 * Of which side of the customers.
 */
side: Side, 
/**
 * Whether it helped to form the segments: then it differs because of
 * that.
 */
in_segments: boolean, 
/**
 * The most frequent first, or from low to high; then others, then those
 * of whom nothing is known.
 */
levels: Array<LevelTold>, };

/**
 * What the user may choose.
 */
export type AutomaticParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, };

/**
 * What allows it.
 */
export type Basis = "consent" | "contract" | "legitimate-interests" | "legal-obligation";

/**
 * Why a repair sets records aside.
 */
export type Because = "other-record" | "not-paid" | "test-order";

/**
 * Samples that are together at the foot of a crown.
 */
export type Branch = { 
/**
 * Samples.
 */
size: number, 
/**
 * The cluster of them all.
 */
label: number, };

/**
 * What happened in some days to a customer who had bought before.
 */
export type CameAfter = "revenue" | "left";

/**
 * Every chart by name.
 */
export type ChartName = "map" | "neighbours" | "shares" | "rfm" | "evidence" | "profile" | "tree";

/**
 * Something about the data that the user should know.
 */
export type Check = { 
/**
 * What was looked for.
 */
name: CheckName, 
/**
 * How many there are, of what the name says.
 */
count: number, 
/**
 * Of how many.
 */
of: number, 
/**
 * The columns it is about.
 */
columns: Array<string>, 
/**
 * Up to three, masked where they may name somebody.
 */
examples: Array<string>, 
/**
 * The money in them, in the minor unit, where it is known.
 */
amount: number | null, 
/**
 * What the plan can do about it instead of keeping it all, or does;
 * `None` where nothing makes sense.
 */
remedy: Remedy | null, 
/**
 * Whether the plan does it.
 */
is_remedied: boolean, };

/**
 * What is looked for, and what is counted.
 */
export type CheckName = "missing-values" | "constant-columns" | "repeated-records" | "contradictory-orders" | "far-dates" | "outlying-amounts" | "returns" | "test-customers" | "guest-orders" | "large-buyers" | "other-currencies" | "respelled-customers" | "order-totals";

/**
 * How hard to look.
 */
export type ChoiceParams = { 
/**
 * The largest number of clusters judged, `2..=30`.
 */
k_max: number, 
/**
 * k-means starts for each k, `1..=100`.
 */
n_restarts: number, 
/**
 * Reference sets without structure for the gap statistic, `5..=500`.
 */
n_references: number, 
/**
 * Bootstrap resamples for the stability of each cluster, `10..=1000`.
 */
n_resamples: number, 
/**
 * Above this many samples, evidence is judged on as many drawn at
 * random, `100..=100_000`.
 */
max_samples: number, };

/** Every code that the page says in its own words, with the facts that come with it, written for reading. */
export type Codes = {
  "E_CHANGED": { "what": string},
  "E_COLS": { "limit": string},
  "E_COLUMN": { "position": string, "columns": string},
  "E_DECIDED": {},
  "E_DECIMAL_COMMA": { "expected": string, "found": string},
  "E_DECIMAL_MARK": { "mark": string},
  "E_EMPTY": {},
  "E_ENCODING": { "encoding": string},
  "E_FIELD": { "limit": string},
  "E_GZIP": { "kind": string},
  "E_JSON": { "kind": string, "found"?: string},
  "E_JSON_SHAPE": {},
  "E_MEMORY": { "limit": string},
  "E_NO_ROWS": { "names": string, "expected": string, "ragged": string},
  "E_NUL": {},
  "E_QUOTE": {},
  "E_RATIO": { "limit": string},
  "E_ROW": { "limit": string},
  "E_SEPARATOR": { "delimiter": string},
  "E_SIZE": { "limit": string},
  "E_TYPE": { "kind": string},
  "E_UTF16": { "encoding": string},
  "E_UTF8": {},
  "E_WIDTHS": { "delimiter": string, "ragged": string, "records": string, "expected": string},
  "W_COUNTED": { "unit": string},
  "W_CURRENCIES": {},
  "W_CUT": { "expected": string, "found": string},
  "W_DATE_MIXED": {},
  "W_DATE_ORDER": { "order": string},
  "W_DECIMAL_MARK": {},
  "W_DECIMAL_MIXED": {},
  "W_DELIMITER": { "delimiter": string, "other": string},
  "W_DIGITS": {},
  "W_ENCODING": { "encoding": string},
  "W_END_MARK": {},
  "W_FOOTER": { "text": string},
  "W_HEADER_AGAIN": {},
  "W_HEADER_EMPTY": {},
  "W_HEADER_TWICE": {},
  "W_INVISIBLE": {},
  "W_JSON_ENTRIES": { "list": string},
  "W_JSON_LEFT_OUT": { "lists": string},
  "W_JSON_LIST": { "list": string},
  "W_JSON_SKIPPED": {},
  "W_JSON_TWICE": {},
  "W_MISDECODED": {},
  "W_OFFSET": {},
  "W_ONE_COLUMN": {},
  "W_PADDED": { "expected": string, "found": string},
  "W_PERCENT": {},
  "W_PREAMBLE": { "expected": string},
  "W_QUOTE": { "how": string},
  "W_RAGGED": { "expected": string, "found": string},
  "W_ROUNDED": {},
  "W_SCIENTIFIC": {},
  "W_STRAY_QUOTE": {},
  "W_TABLES": {},
  "W_TRAILING_DELIMITER": {},
  "W_UNREAD": { "kind": string},
  "W_YEAR": {},
  "W_ZONES": { "offset": string},
  "E_ARCHIVE": { "kind": string},
  "E_CELLS": { "part": string, "limit": string},
  "E_DTD": { "part": string},
  "E_ENTRIES": { "limit": string},
  "E_NESTED": { "part": string},
  "E_PART": { "part": string, "limit": string},
  "E_PASSWORD": {},
  "E_RANGE": { "part": string, "reference": string},
  "E_SHEET": { "part": string, "parts": string},
  "E_WORKBOOK": {},
  "W_LINKS": {},
  "W_MACROS": {},
  "W_SHEETS": { "part": string, "others": string},
  "E_PARQUET": { "kind": string, "found"?: string},
  "W_PARQUET_LEFT_OUT": { "columns": string},
  "all-dates-missing": { "read": string},
  "amount-overflow": {},
  "bad-parameter": { "parameter": string, "found": string, "least"?: string, "most"?: string},
  "bad-plan": {},
  "bad-rule": { "said": string},
  "cancelled": {},
  "consent-column-missing": {},
  "no-usable-record": { "read": string, "unreadable"?: string, "no-customer"?: string, "no-permission"?: string, "no-date"?: string, "after-as-of"?: string, "no-amount"?: string, "no-value"?: string, "return"?: string, "other-record"?: string, "not-paid"?: string, "test-order"?: string, "duplicate"?: string, "other-currency"?: string, "refund"?: string, "contradictory"?: string, "outlying"?: string},
  "money-differs": { "first": string, "second": string},
  "no-purchases": {},
  "no-purpose": {},
  "nobody-permitted": { "customers": string},
  "plan-version": { "found": string, "known": string},
  "role-missing": { "role": string},
  "role-twice": { "role": string, "first": string, "second": string},
  "sources-differ": { "plan": string, "files": string},
  "too-few-customers": { "found": string, "needed": string},
  "too-large": { "why": string},
  "unknown-column": { "known": string},
  "unknown-feature": { "known": string},
  "worker-crashed": { "what": string},
  "bad-request": { "what": string},
  "internal": { "what": string},
  "nothing-loaded": {},
  "nothing-run": {},
  "plan-reading": { "option": string, "found": string, "expected": string},
};

/**
 * What the user decided of one column; it beats what was decided of the
 * whole file.
 *
 * A column that is to have a type has it whether its texts fit or not: those
 * that do not are counted as unread. An order of dates says that it is a
 * column of dates, and a decimal mark that it is one of numbers.
 */
export type ColumnChoice = { 
/**
 * The column's name, as its profile has it.
 */
column: string, 
/**
 * What its texts are to be read as.
 */
as_type: ColumnType | null, 
/**
 * The order of day, month and year.
 */
date_order: DateOrder | null, 
/**
 * The decimal mark, `.` or `,`.
 */
decimal_mark: string | null, };

/**
 * What one column holds and means.
 */
export type ColumnInspection = { 
/**
 * What it means.
 */
role: Role, 
/**
 * How sure, `0.0..=1.0`.
 */
confidence: number, 
/**
 * How its values are spread, as the file holds them.
 */
histogram: Histogram, 
/**
 * Its header, made unique; `column_4` where it had none.
 */
name: string, 
/**
 * What its texts can be read as.
 */
type: ColumnType, 
/**
 * Records without a value.
 */
missing: number, 
/**
 * Distinct present texts.
 */
distinct: number, 
/**
 * Present texts that could not be read as `column_type`, counted as
 * missing in a typed reading.
 */
unread: number, 
/**
 * Up to three of the most frequent texts.
 */
examples: Array<string>, 
/**
 * The smallest and largest value, as numbers or as ISO dates.
 */
range: [string, string] | null, 
/**
 * For numbers: how many records are negative, and how many zero.
 */
negative_and_zero: [number, number] | null, 
/**
 * For decimals: digits after the point, `0..=9`.
 */
scale: number, 
/**
 * For dates: the order of their parts.
 */
date_order: DateOrder | null, 
/**
 * For dates: whether another order reads every value as well, so that
 * the user must decide.
 */
date_order_ambiguous: boolean, 
/**
 * For numbers: the currency sign or code found beside most of those
 * that have one, as it is written there.
 */
currency: string | null, 
/**
 * For numbers: each currency by its ISO 4217 code (`$`, `¥`, `kr` and
 * `Rs`, which are of several countries, by themselves), with its records.
 */
currencies: Array<[string, number]>, 
/**
 * For numbers: records with a percent sign. It is left out, so that 12 %
 * is 12.
 */
percent: number, 
/**
 * For moments whose zone the file states: the offset in which all of
 * them are given, such as `UTC+02:00`.
 */
zone: string | null, 
/**
 * For dates written as one number each: what it counts.
 */
counting: Counting | null, 
/**
 * The mean length of a present text, in characters.
 */
mean_length: number, 
/**
 * The share of records whose text equals the record before, `0.0..=1.0`:
 * high for ids of orders, whose lines stand together.
 */
runs: number, 
/**
 * The value belongs to an object around several records, such as the
 * order around its lines, and is repeated beside each of them.
 */
repeated: boolean, };

/**
 * A column's role: proposed with a confidence, or given by the user.
 */
export type ColumnRole = { 
/**
 * The column's name.
 */
column: string, 
/**
 * What it means.
 */
role: Role, 
/**
 * How sure the proposal is, `0.0..=1.0`; 1 when the user gave it.
 */
confidence: number, };

/**
 * What every present text of a column can be read as.
 */
export type ColumnType = "empty" | "text" | "boolean" | "integer" | "decimal" | "date" | "timestamp";

/**
 * Who is in a set of customers. It is written as one object whose keys say
 * which it is: `{"feature": "orders", "at-least": 3}`.
 */
export type Condition = { 
/**
 * The conditions.
 */
all: Array<Condition>, } | { 
/**
 * The conditions.
 */
any: Array<Condition>, } | { 
/**
 * The condition.
 */
not: Condition, } | { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * In the feature's unit.
 */
"at-least": number, } | { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * In the feature's unit.
 */
"at-most": number, } | { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * In the feature's unit.
 */
between: [number, number], } | { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * Whether it can't.
 */
missing: boolean, } | { 
/**
 * The stage.
 */
stage: LifecycleStage, } | { 
/**
 * The group.
 */
group: Group, } | { 
/**
 * Its id.
 */
segment: number, } | { 
/**
 * Its name.
 */
rule: string, };

/**
 * How far one feature sets two segments apart.
 */
export type Contrast = { 
/**
 * The feature, by name.
 */
feature: string, 
/**
 * Of all pairs, a customer of each segment, those in which the first
 * one's value is greater, equal ones half, `0.0..=1.0`.
 */
share: number, 
/**
 * 95 % interval of it.
 */
interval: [number, number], };

/**
 * What came of rules on a run.
 */
export type Counted = { 
/**
 * Each rule, in their order.
 */
rules: Array<RuleResult>, 
/**
 * How the chosen sets overlap; `None` for fewer than two, for more than
 * [`MAX_SETS`], and where one of them can't be judged.
 */
overlaps: Overlaps | null, };

/**
 * What a date counts that is written as one number.
 */
export type Counting = "seconds" | "milliseconds" | "microseconds" | "spreadsheet-days";

/**
 * What the covariances of the clusters have in common.
 */
export type Covariance = "full" | "tied" | "diagonal";

/**
 * The top of a tree: a cut into few branches, and how these come together.
 */
export type Crown = { 
/**
 * Side by side so that no two merges cross.
 */
branches: Array<Branch>, 
/**
 * One fewer than there are branches, in ascending height; a number
 * below that of the branches is a branch, the others count the merges.
 */
merges: Array<Merge>, };

/**
 * One customer's segment and features.
 */
export type CustomerCard = { 
/**
 * The id.
 */
customer: string, 
/**
 * The segment's id.
 */
segment: number, 
/**
 * The segment's name.
 */
segment_name: string, 
/**
 * How clearly it belongs there, `0.0..=1.0`.
 */
confidence: number, 
/**
 * Every feature with its value.
 */
features: Array<CustomerFeature>, };

/**
 * One feature of one customer.
 */
export type CustomerFeature = { 
/**
 * The feature.
 */
info: FeatureInfo, 
/**
 * Its value; `None` where it can't be computed.
 */
value: number | null, };

/**
 * Customers seen and left out.
 */
export type Customers = { 
/**
 * Everyone named in the file.
 */
total: number, 
/**
 * Everyone who reached a segment.
 */
permitted: number, 
/**
 * The others, by reason.
 */
excluded: Array<Excluded>, };

/**
 * In which order a column writes day, month and year.
 */
export type DateOrder = "year-month-day" | "day-month-year" | "month-day-year";

/**
 * What the user may choose.
 */
export type DbscanParams = { 
/**
 * How far a neighbour may be, in the unit of the features, above 0;
 * `None` takes the knee of the curve of [`k_distances`].
 */
radius: number | null, 
/**
 * Samples within the radius, itself among them, that make a sample a
 * core of its cluster, `1..=n_samples`.
 */
min_samples: number, };

/**
 * A drawn chart.
 */
export type Drawing = { 
/**
 * What it shows.
 */
title: string, 
/**
 * What a reader should see in it, in one sentence.
 */
description: string, 
/**
 * A complete `<svg>`; colours are classes (`s0`, `s1`, …, `ink`,
 * `soft`, `line`), so that the page's theme applies.
 */
svg: string, 
/**
 * The same numbers.
 */
table: TableTwin, 
/**
 * What its arrows say, where it has some.
 */
arrows: TableTwin | null, 
/**
 * Where its numbers lie, where it is a map of customers.
 */
plane: Plane | null, };

/**
 * A figure of the half that chose nothing.
 */
export type Estimated = { 
/**
 * Customers of that half.
 */
customers: number, 
/**
 * Their mean in the currency's major unit, or the share of them that
 * left.
 */
mean: number, 
/**
 * Its 95 % interval.
 */
interval: [number, number], };

/**
 * What is known of one number of clusters. `None` where a figure has no
 * meaning (most for `k = 1`).
 */
export type Evidence = { 
/**
 * The number of clusters.
 */
k: number, 
/**
 * Mean silhouette, `-1.0..=1.0`; higher is better.
 */
silhouette: number | null, 
/**
 * Between over within variance; higher is better.
 */
calinski_harabasz: number | null, 
/**
 * Mean worst overlap of two clusters; lower is better.
 */
davies_bouldin: number | null, 
/**
 * Gap statistic against sets without structure; higher is better.
 */
gap: number | null, 
/**
 * Its standard error, with the factor `sqrt(1 + 1 / n_references)`.
 */
gap_se: number | null, 
/**
 * Bayesian information criterion of the spherical Gaussian model;
 * lower is better.
 */
bic: number | null, 
/**
 * Prediction strength, `0.0..=1.0`; above 0.8 is strong.
 */
prediction_strength: number | null, 
/**
 * Bootstrap Jaccard of each cluster, `0.0..=1.0`: 0.60 doubtful,
 * 0.75 holds, 0.85 firm.
 */
jaccard: Array<number>, 
/**
 * Samples in the smallest cluster.
 */
smallest: number, };

/**
 * Customers left out for one reason.
 */
export type Excluded = { 
/**
 * The reason.
 */
reason: ExcludedReason, 
/**
 * How many.
 */
count: number, };

/**
 * Why a customer is in no segment.
 */
export type ExcludedReason = "no-consent" | "no-purchase";

/**
 * Questions that lead to the segments. No answer has fewer than
 * [`SMALLEST`] customers.
 */
export type Explained = { 
/**
 * The first question first, every node after the one above it.
 */
nodes: Array<ExplainedNode>, 
/**
 * In ascending number of answers, one more each time.
 */
prices: Array<ExplainedPrice>, 
/**
 * The number of answers to show first: the least that agrees nearly as
 * well as any.
 */
n_leaves: number, };

/**
 * Customers who got the same answers.
 */
export type ExplainedNode = { 
/**
 * The segment of most of them, by its id.
 */
segment: number, 
/**
 * Customers.
 */
size: number, 
/**
 * The share of them in that segment, `0.0..=1.0`.
 */
purity: number, 
/**
 * What is asked next.
 */
question?: ExplainedQuestion, };

/**
 * What it costs to explain the segments in so many answers.
 */
export type ExplainedPrice = { 
/**
 * Answers: the leaves of the tree.
 */
n_leaves: number, 
/**
 * The share of customers whom the questions lead to their own segment,
 * `0.0..=1.0`.
 */
agreement: number, 
/**
 * How much wider the groups would be: the sum of squared distances to
 * the centres that the questions lead to, over that to the own centres.
 * `None` where the method has no centres.
 */
cost_ratio: number | null, };

/**
 * A comparison that is true of a customer or not.
 */
export type ExplainedQuestion = { 
/**
 * In words.
 */
words: string, 
/**
 * The feature's name.
 */
feature: string, 
/**
 * Whether its value is at most this, in its unit.
 */
threshold: number, 
/**
 * Whether it is yes for customers of whom the value is not known;
 * `None` where it is known of all.
 */
unknown: boolean | null, 
/**
 * Asked by trees of so many answers and more.
 */
n_leaves: number, 
/**
 * The node of yes.
 */
yes: number, 
/**
 * The node of no.
 */
no: number, };

/**
 * Files to take away.
 */
export type ExportName = "labels" | "plan" | "report" | "analysis";

/**
 * One thing that a sentence names.
 */
export type Fact = number | string | Array<string>;

/**
 * Why a request was not done. Everything loaded before is kept.
 */
export type Failure = { 
/**
 * Stable, such as `E_QUOTE`, `no-purpose`, `cancelled`, `internal`.
 */
code: string, 
/**
 * What, where, found, expected.
 */
message: string, 
/**
 * The way on.
 */
hint: string | null, 
/**
 * What the sentence names, for a page that says it in its own words.
 */
facts: { [name: string]: Fact }, 
/**
 * Where.
 */
place: Place | null, };

/**
 * A feature, as it is shown.
 */
export type FeatureInfo = { 
/**
 * Its stable name, such as `recency_days`.
 */
name: string, 
/**
 * Its title in the plan's language.
 */
title: string, 
/**
 * Its unit: `days`, `orders`, the currency, `%`, ….
 */
unit: string, 
/**
 * One line.
 */
meaning: string, 
/**
 * The side of the customers that it tells of.
 */
side: Side, 
/**
 * Whether it formed the segments.
 */
in_segments: boolean, 
/**
 * The feature it shares a vote with, where redundant.
 */
grouped_with: string | null, 
/**
 * Customers for whom it can't be computed.
 */
missing: number, 
/**
 * The quartiles over all customers, in its unit.
 */
quartiles: [number, number, number] | null, 
/**
 * What was done to it before it formed the segments; `None` where it
 * did not.
 */
preparation: Preparation | null, };

/**
 * A file that was read.
 */
export type FileFacts = { 
/**
 * Its name.
 */
name: string, 
/**
 * SHA-256 of its bytes, lower-case hex.
 */
sha256: string, };

/**
 * A file the host holds.
 */
export type FileHandle = { 
/**
 * Its name, as the user knows it.
 */
name: string, 
/**
 * Its size in bytes.
 */
size: number, };

/**
 * What one file holds.
 */
export type FileInspection = { 
/**
 * Its name.
 */
name: string, 
/**
 * What its records are.
 */
kind: SourceKind, 
/**
 * `csv`, `tsv`, `spaces`, with `+gzip`.
 */
format: string, 
/**
 * The WHATWG name.
 */
encoding: string, 
/**
 * The delimiter.
 */
delimiter: string, 
/**
 * All of the format.
 */
reading: Format, 
/**
 * It is too large to be held at once: what depends on its records is
 * computed from slices of its customers, which are read again each time.
 */
in_slices: boolean, 
/**
 * Records read.
 */
records: number, 
/**
 * Records kept: those that can be looked at.
 */
kept: number, 
/**
 * SHA-256 of its bytes.
 */
sha256: string, 
/**
 * Its columns.
 */
columns: Array<ColumnInspection>, 
/**
 * What the user must see.
 */
warnings: Array<Warning>, };

/**
 * Customers told by what was known before, and what came after.
 */
export type Foreseen = { 
/**
 * Who they are, in words.
 */
words: string, 
/**
 * The same as a rule about the day before the first.
 */
when: Condition, 
/**
 * Customers of both halves.
 */
customers: number, 
/**
 * What came after.
 */
estimate: Estimated, 
/**
 * The mean over that of everybody; `None` where that is not above 0.
 */
ratio: number | null, 
/**
 * The chance of standing out so far, as it counts among all tests
 * (Benjamini and Hochberg); `None` where nothing was tested.
 */
chance: number | null, };

/**
 * What came after, by what was known before.
 */
export type Foretold = { 
/**
 * As in the plan.
 */
outcome: Outcome, 
/**
 * The first of the days (ISO); what is known of customers is from
 * before it.
 */
from: string, 
/**
 * Customers who had bought before and were looked at.
 */
customers: number, 
/**
 * All of them.
 */
everybody: Estimated, 
/**
 * The answers of a tree of few questions, highest first: each customer
 * is in one. None where no question helps.
 */
leaves: Array<Foreseen>, 
/**
 * Groups that stand out from all others, highest first.
 */
subgroups: Array<Foreseen>, 
/**
 * How many groups were tested for that.
 */
n_tested: number, };

/**
 * How the file itself is written: found, or given by the user.
 */
export type Format = { 
/**
 * `csv`, `tsv`, `spaces`, `json` or `ndjson`, with `+gzip` or `+zip`
 * where it was compressed; or the kind of workbook, such as `xlsx`.
 */
name: string, 
/**
 * The WHATWG name of the encoding.
 */
encoding: string, 
/**
 * The delimiter; a blank stands for runs of blanks. JSON has none.
 */
delimiter: string, 
/**
 * Whether the first record names the columns.
 */
has_header: boolean, 
/**
 * The sheet that was read, or the file of an archive.
 */
part: string | null, 
/**
 * All sheets or files that the file holds, where they are parts.
 */
parts: Array<Part>, };

/**
 * A group by what customers do.
 */
export type Group = "first-time" | "frequent" | "engaged";

/**
 * How many customers are in a group.
 */
export type GroupCount = { 
/**
 * The group.
 */
group: Group, 
/**
 * Its customers.
 */
customers: number, };

/**
 * What the user may choose.
 */
export type HdbscanParams = { 
/**
 * Fewer samples are no cluster, `2..`; `None` takes one in a hundred of
 * the samples, at least 5.
 */
min_cluster_size: number | null, 
/**
 * The distance to so many samples, itself the first, is how far a
 * sample is from everything, `1..`; `None` takes the least size of a
 * cluster. More make more noise and fewer, clearer clusters.
 */
min_samples: number | null, 
/**
 * Which of the nested clusters count.
 */
selection: Selection, };

/**
 * How many records have which value.
 */
export type Histogram = { "of": "nothing" } | { "of": "numbers", 
/**
 * Where each bin starts, and where the last ends.
 */
edges: Array<number>, 
/**
 * Records in each.
 */
counts: Array<number>, 
/**
 * Each bin holds one whole number, that at which it starts.
 */
whole: boolean, } | { "of": "dates", 
/**
 * The first month of each, such as `2011-01`.
 */
starts: Array<string>, 
/**
 * Records in each.
 */
counts: Array<number>, 
/**
 * Months of each.
 */
months: number, } | { "of": "texts", 
/**
 * Up to five, the most frequent first.
 */
texts: Array<string>, 
/**
 * Records with each.
 */
counts: Array<number>, 
/**
 * Records with another text.
 */
others: number, };

/**
 * What is asked of segments beside what the method looks for.
 */
export type Hybrid = { 
/**
 * Rules, by name, whose customers are a segment of their own each; who
 * is in several is in the first. The others are clustered without them,
 * by any method.
 */
freeze: Array<string>, 
/**
 * Rules, by name, where groups begin, one each: at most as many as
 * there are groups.
 */
seeds: Array<string>, 
/**
 * Whether the customers of a seed stay in its group.
 */
stay: boolean, 
/**
 * Rules, by name, whose customers share a group; rules that share a
 * customer are as one.
 */
together: Array<string>, 
/**
 * Two rules each, by name: no group holds customers of both.
 */
apart: Array<[string, string]>, 
/**
 * The least customers of a group, from 1; frozen segments are as large
 * as they are.
 */
least: number | null, 
/**
 * The most customers of a group.
 */
most: number | null, };

/**
 * What the loaded files hold.
 */
export type Inspection = { 
/**
 * One entry a file.
 */
files: Array<FileInspection>, 
/**
 * How files join; empty for one file.
 */
joins: Array<JoinReport>, 
/**
 * The methods that suit the features of customers, as proposed.
 */
methods: Array<Method>, };

/**
 * The columns by which a file joins the purchases.
 */
export type JoinKey = { 
/**
 * The column of the file.
 */
column: string, 
/**
 * The column of the purchases.
 */
of: string, };

/**
 * How a file joins the purchases.
 */
export type JoinReport = { 
/**
 * Which of the files it is, from 0: two may have one name.
 */
source: number, 
/**
 * The file's name.
 */
file: string, 
/**
 * What its records are.
 */
kind: SourceKind, 
/**
 * By which columns; `None` where no column can be a key, and then
 * nothing of the file is used.
 */
key: JoinKey | null, 
/**
 * What joined and what did not: the purchases on the left, the file on
 * the right.
 */
matches: MatchReport, };

/**
 * What the user may choose.
 */
export type KMeansParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * Starts; the best by inertia wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Lloyd iterations a start, `1..=10_000`.
 */
max_iterations: number, 
/**
 * Stops when the squared steps of the centres add up to less than this
 * share of the mean feature variance, `0.0..=1.0`.
 */
tolerance: number, };

/**
 * What the user may choose.
 */
export type KMedoidsParams = { 
/**
 * Clusters wanted, `1..=n_samples` and at most `max_samples`; `None`
 * lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * Positions of the features whose numbers are codes of categories,
 * each below `n_features`; two samples have the same or not.
 */
categorical: Array<number>, 
/**
 * The number that stands for a missing one, in any feature: two
 * samples are compared by what both have. `None` where none is missing.
 */
missing: number | null, 
/**
 * Starts; the best by loss wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Passes over the samples a start, `1..=10_000`.
 */
max_iterations: number, 
/**
 * The medoids are looked for among all samples up to this many, else
 * among so many that each start draws at random, `100..=20_000`; the
 * start whose medoids are best for all samples wins.
 */
max_samples: number, };

/**
 * What the user may choose.
 */
export type KPrototypesParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * Positions of the features whose numbers are codes of categories,
 * each below `n_features`; two samples have the same or not.
 */
categorical: Array<number>, 
/**
 * What another category adds to a squared distance, in squared units
 * of the numbers, `0.0..=1e12`; `None` is half the mean variance of
 * the features of numbers, 1 where there are none or they are
 * constant.
 */
gamma: number | null, 
/**
 * Starts; the best by loss wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Iterations a start, `1..=10_000`.
 */
max_iterations: number, };

/**
 * The segments of an earlier run: their names and where they stood, no
 * customer. Those too small to be told are not in it.
 */
export type Known = { 
/**
 * The language of the names; in another one nothing is kept.
 */
language: Language, 
/**
 * The segments.
 */
segments: Array<KnownSegment>, };

/**
 * The median of a segment in a feature.
 */
export type KnownMedian = { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * In its unit.
 */
median: number, };

/**
 * One segment of an earlier run.
 */
export type KnownSegment = { 
/**
 * Its name.
 */
name: string, 
/**
 * Where it stood in the features that formed the segments.
 */
medians: Array<KnownMedian>, };

/**
 * The language of every sentence of the result. It changes no number.
 */
export type Language = "en" | "de";

/**
 * What the user may choose.
 */
export type LatentClassParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * The number that stands for a missing one, in any feature: it is left
 * out of the likelihood. `None` where none is missing.
 */
missing: number | null, 
/**
 * Every number of a feature is a category of its own; a feature of
 * more different numbers than this is cut at its quantiles into at
 * most so many categories, `2..=1_000`.
 */
max_categories: number, 
/**
 * Starts; the best by likelihood wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Iterations of the EM algorithm a start, `1..=10_000`.
 */
max_iterations: number, 
/**
 * Stops when the mean logarithm of the likelihood a sample grows by
 * less than this, `0.0..=1.0`.
 */
tolerance: number, };

/**
 * Who is used and who is left out.
 */
export type LeftOut = { 
/**
 * Whether a column says who agreed: who has not counts as left out.
 */
by_consent: boolean, 
/**
 * By each attribute of few values: those of the purchases in the order
 * of the columns, then those of each file of customers.
 */
attributes: Array<AttributeShares>, };

/**
 * A level in one segment.
 */
export type LevelShare = { 
/**
 * Of the segment; `None` where it is not told.
 */
share: Share | null, 
/**
 * Its share over that of all customers, at least 0; `None` where either
 * is not told.
 */
index: number | null, 
/**
 * Whether it is another share than among all other customers: at most 5
 * of 100 of these are expected to be chance.
 */
differs: boolean, };

/**
 * A level in all segments.
 */
export type LevelTold = { 
/**
 * The level, in the plan's language where it is no value of the column.
 */
level: string, 
/**
 * Of all customers; `None` where it is not told.
 */
all: Share | null, 
/**
 * Of each segment, in the order of their ids.
 */
segments: Array<LevelShare>, };

/**
 * How many customers stand where.
 */
export type Lifecycle = { 
/**
 * The median over the customers of their mean gap, in days.
 */
usual_gap_days: number, 
/**
 * Each stage, in the order of [`Stage::ALL`].
 */
stages: Array<StageCount>, };

/**
 * Where a customer stands.
 */
export type LifecycleStage = "new" | "active" | "at-risk" | "lapsed" | "won-back";

/**
 * How far two clusters are apart.
 */
export type Linkage = "ward" | "average" | "complete" | "single" | "genie";

/**
 * One customer on the map.
 */
export type MapPoint = { 
/**
 * To the right.
 */
x: number, 
/**
 * Upwards.
 */
y: number, 
/**
 * The segment's id.
 */
segment: number, };

/**
 * The map.
 */
export type MapView = { 
/**
 * At most 1,000 customers, without their ids.
 */
points: Array<MapPoint>, 
/**
 * What grows to the right and upwards, in words.
 */
axes: [string, string], 
/**
 * The share of differences each axis keeps, `0.0..=1.0`.
 */
explained: [number, number], 
/**
 * How the features that formed the segments lie along the axes, in the
 * order of the features.
 */
arrows: Array<Arrow>, 
/**
 * How far neighbours on it are neighbours in truth, `0.0..=1.0` (Venna
 * and Kaski's trustworthiness, 15 neighbours); `None` for too few
 * customers.
 */
trust: number | null, 
/**
 * The same customers by who is near whom; `None` for too few.
 */
neighbours: NeighbourMap | null, };

/**
 * What joined, and what did not. In each of the two tables
 * `records = matched + without a key + without a partner`.
 */
export type MatchReport = { 
/**
 * The table that looks.
 */
left: MatchSide, 
/**
 * The table that is looked in.
 */
right: MatchSide, 
/**
 * Records of the right table whose key stood in an earlier one: they
 * are no record's partner.
 */
repeated: number, 
/**
 * Keys of the left table that are written in another way in the right.
 */
respelled: number, };

/**
 * One side of a match.
 */
export type MatchSide = { 
/**
 * All its records.
 */
records: number, 
/**
 * Those whose key the other side has.
 */
matched: number, 
/**
 * Those without a key.
 */
no_key: number, 
/**
 * Those whose key the other side does not have.
 */
unmatched: number, 
/**
 * Different keys.
 */
keys: number, 
/**
 * Different keys that the other side has as well.
 */
keys_matched: number, 
/**
 * Up to three keys that the other side does not have, masked.
 */
examples: Array<string>, };

/**
 * Two clusters become one.
 */
export type Merge = { 
/**
 * The cluster with the lower number: below the number of leaves it is
 * that leaf, and `n_leaves + i` is what merge `i` made.
 */
left: number, 
/**
 * The other one.
 */
right: number, 
/**
 * How far apart the two were, by the linkage.
 */
height: number, 
/**
 * Samples in the two together.
 */
size: number, };

/**
 * A clustering method and its parameters.
 */
export type Method = { "name": "k-means" } & KMeansParams | { "name": "agglomerative" } & AgglomerativeParams | { "name": "mini-batch" } & MiniBatchParams | { "name": "trimmed" } & TrimmedParams | { "name": "mixture" } & MixtureParams | { "name": "k-prototypes" } & KPrototypesParams | { "name": "k-medoids" } & KMedoidsParams | { "name": "latent-class" } & LatentClassParams | { "name": "nmf" } & NmfParams | { "name": "spectral" } & SpectralParams | { "name": "dbscan" } & DbscanParams | { "name": "hdbscan" } & HdbscanParams | { "name": "automatic" } & AutomaticParams;

/**
 * What the user may choose.
 */
export type MiniBatchParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * Starts; the best by inertia wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Samples in a batch, `1..=100_000`.
 */
batch_size: number, 
/**
 * Batches drawn, in passes over as many samples as there are,
 * `1..=10_000`.
 */
max_passes: number, };

/**
 * What the user may choose.
 */
export type MixtureParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * The form of the clusters.
 */
covariance: Covariance, 
/**
 * Starts; the best by likelihood wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Iterations of the EM algorithm a start, `1..=10_000`.
 */
max_iterations: number, 
/**
 * Stops when the mean logarithm of the likelihood a sample grows by
 * less than this, `0.0..=1.0`.
 */
tolerance: number, 
/**
 * Added to every variance, in squared units of the samples,
 * `0.0..=1e6`; at least 1e-14 of a feature's squared range is added
 * always.
 */
ridge: number, };

/**
 * A map of who is near whom (UMAP). Neither distances between groups nor
 * their sizes mean anything on it.
 */
export type NeighbourMap = { 
/**
 * To the right and upwards, in the order of the map's points.
 */
places: Array<[number, number]>, 
/**
 * How far neighbours on it are neighbours in truth, as of the map.
 */
trust: number, };

/**
 * What the user may choose.
 */
export type NmfParams = { 
/**
 * Components wanted, `1..=n_samples`; `None` takes as many as tell
 * most of entries held out.
 */
n_clusters: number | null, 
/**
 * The most components where their number is looked for, `1..=100`.
 */
max_rank: number, 
/**
 * Starts; the best by loss wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Steps a start, `1..=10_000`.
 */
max_iterations: number, 
/**
 * Stops when ten steps take less than this share off the first loss,
 * `0.0..=1.0`.
 */
tolerance: number, };

/**
 * What is asked of the days before the as-of day.
 */
export type Outcome = { 
/**
 * How many days, `1..=3650`.
 */
horizon_days: number, 
/**
 * What of them.
 */
of: CameAfter, };

/**
 * Customers who are in just these sets.
 */
export type Overlap = { 
/**
 * Positions of the sets, ascending.
 */
sets: Array<number>, 
/**
 * The customers in all of them and in no other.
 */
customers: number, };

/**
 * A set that others overlap with.
 */
export type OverlapSet = { 
/**
 * The rule or segment in words.
 */
name: string, 
/**
 * Its customers.
 */
customers: number, };

/**
 * How sets overlap. `nobody + Σ patterns.customers + others` are all
 * customers.
 */
export type Overlaps = { 
/**
 * The sets.
 */
sets: Array<OverlapSet>, 
/**
 * Who is in which of them: most customers first, at most 30; ties to
 * those of earlier sets.
 */
patterns: Array<Overlap>, 
/**
 * How many more patterns there are.
 */
n_others: number, 
/**
 * Their customers.
 */
others: number, 
/**
 * Customers in none of the sets.
 */
nobody: number, };

/**
 * A sheet of a workbook, a file of an archive.
 */
export type Part = { 
/**
 * Its name: of a file without its folders.
 */
name: string, 
/**
 * The workbook does not show it.
 */
hidden: boolean, 
/**
 * Rows of a sheet, or bytes of a file, where it is known.
 */
size: number | null, };

/**
 * What a heavy reader found in a file.
 */
export type Parts = { 
/**
 * `xlsx`, `ods`, `zip`, …
 */
format: string, 
/**
 * The text of a part is a sheet's rows, not a file of its own.
 */
is_sheets: boolean, 
/**
 * The first of these rows names the columns, whatever it looks like.
 */
has_names: boolean, 
/**
 * In the order of the file; none where the file is one table.
 */
parts: Array<Part>, 
/**
 * The one to read where the user chose none.
 */
proposed: number, 
/**
 * What the user must see.
 */
warnings: Array<Warning>, };

/**
 * Purpose and basis.
 */
export type Permission = { 
/**
 * Why.
 */
purpose: Purpose, 
/**
 * What allows it.
 */
basis: Basis, 
/**
 * The column that says who agreed; with any basis, whoever has not
 * agreed in it is left out.
 */
consent_column: string | null, };

/**
 * Which of the three was picked.
 */
export type PickedMethod = "genie" | "mixture" | "k-means";

/**
 * A place in the input. What is not known is `None`.
 */
export type Place = { 
/**
 * The file's name, as the user knows it.
 */
file: string, 
/**
 * The physical line, from 1, on which the record starts.
 */
line: number | null, 
/**
 * The record, from 1, the header not counted.
 */
record: number | null, 
/**
 * The header of the column.
 */
column: string | null, 
/**
 * The byte offset in the decoded stream of the file.
 */
byte: number | null, };

/**
 * Everything a run depends on: same files, same plan, same bytes out.
 */
export type Plan = { 
/**
 * The form of this file; now 2.
 */
version: number, 
/**
 * Purpose and basis; `None` is refused.
 */
permission: Permission | null, 
/**
 * The files, in the order in which they are loaded.
 */
sources: Array<SourcePlan>, 
/**
 * What is done about what the review found; where nothing is said,
 * everything is kept.
 */
remedies: Array<Remedy>, 
/**
 * Nothing on or after this day (ISO) is seen; `None` takes the day
 * after the last date in the file.
 */
as_of: string | null, 
/**
 * How features are prepared.
 */
recipe: Recipe, 
/**
 * How clusters are found.
 */
method: Method, 
/**
 * Whether customers are parted by their lifecycle stage first, and
 * clusters found within each; `None` takes all together.
 */
staged?: Staged, 
/**
 * What is asked of the last days before the as-of day; it changes no
 * segment. `None` asks nothing.
 */
outcome?: Outcome, 
/**
 * Rules that are segments of their own, and conditions on the groups
 * that are looked for; `None` asks nothing.
 */
hybrid?: Hybrid, 
/**
 * How their number is chosen.
 */
choice: ChoiceParams, 
/**
 * Sets of customers by rules of the user's own; they change no segment
 * but where `hybrid` names them.
 */
rules: Array<Rule>, 
/**
 * Everything random derives from it, `0..2^53`.
 */
seed: number, 
/**
 * The currency of the amounts, where the file does not say; where it
 * says several, the one that is analysed. `None` takes that of most
 * records.
 */
currency: string | null, 
/**
 * The language of the sentences.
 */
language: Language, 
/**
 * The segments of an earlier run, whose names are kept where they are
 * here again. It changes names and nothing else.
 */
known?: Known, };

/**
 * Where the numbers of a map lie on its paper, so that a page can tell who
 * lies inside a line drawn on it.
 */
export type Plane = { 
/**
 * The left and right ends, in the drawing's own CSS pixels.
 */
across: [number, number], 
/**
 * The upper and lower ends, in the drawing's own CSS pixels.
 */
down: [number, number], 
/**
 * The numbers at the left and right ends.
 */
x: [number, number], 
/**
 * The numbers at the lower and upper ends.
 */
y: [number, number], 
/**
 * Fewer customers than this inside a line are not told.
 */
smallest: number, };

/**
 * Everything done to a feature: `z = (t(x) − centre) / scale`, cut to
 * `−limit..=limit`, times `weight`.
 */
export type Preparation = { 
/**
 * What stands in for a missing value, in the feature's unit.
 */
fill: number, 
/**
 * How it was bent.
 */
transform: Transform, 
/**
 * The median after it.
 */
centre: number, 
/**
 * The interquartile range over 1.349; where that is 0, the standard
 * deviation.
 */
scale: number, 
/**
 * Where it was cut.
 */
limit: number, 
/**
 * `sqrt(weight of the side / features that share the vote)`.
 */
weight: number, 
/**
 * Customers whose value is known and not 0: `unit` is of them alone.
 */
n_nonzero: number, };

/**
 * The first records of a file that is still being read.
 */
export type Preview = { 
/**
 * The file's name.
 */
file: string, 
/**
 * Its first records.
 */
rows: Rows, };

/**
 * A segment in one feature.
 */
export type ProfileEntry = { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * Mean over the segment, in its unit.
 */
mean: number, 
/**
 * Median over the segment, in its unit.
 */
median: number, 
/**
 * Quartiles over the segment, in its unit.
 */
quartiles: [number, number], 
/**
 * Hedges' g against the rest, on the prepared scale.
 */
effect: number, 
/**
 * Its 95 % interval.
 */
interval: [number, number], };

/**
 * How far the work is.
 */
export type Progress = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * How much of it is done, `0.0..=1.0`.
 */
fraction: number, 
/**
 * How much of the whole request is done, `0.0..=1.0`.
 */
overall: number, };

/**
 * Why the data is processed. A run without a purpose is refused.
 */
export type Purpose = "analytics" | "email-marketing" | "ad-audience" | "service" | "fairness-audit";

/**
 * What becomes of records with more or fewer fields than there are columns.
 */
export type Ragged = "set-aside" | "pad";

/**
 * What the user decided; everything not decided is found.
 */
export type ReadOptions = { 
/**
 * The delimiter: one character; a blank stands for runs of blanks.
 */
delimiter: string | null, 
/**
 * The WHATWG label of the encoding.
 */
encoding: string | null, 
/**
 * Whether the first record names the columns.
 */
has_header: boolean | null, 
/**
 * The order of day and month in every ambiguous date column.
 */
date_order: DateOrder | null, 
/**
 * The decimal mark, `.` or `,`, in every ambiguous number column.
 */
decimal_mark: string | null, 
/**
 * Keep only these columns (by position); empty keeps all.
 */
columns: Array<number>, 
/**
 * What is decided of single columns.
 */
decided: Array<ColumnChoice>, 
/**
 * The sheet of a workbook, or the file of an archive.
 */
part: string | null, 
/**
 * What becomes of records with more or fewer fields than there are
 * columns; they are set aside unless something else is said.
 */
ragged?: Ragged, 
/**
 * Which tables of a file are read; all, unless something else is said.
 */
tables?: Tables, };

/**
 * Why that number, in a form that words are made from.
 */
export type Reason = { "kind": "best-stable", 
/**
 * Mean bootstrap Jaccard over the clusters, `0.0..=1.0`.
 */
stability: number, 
/**
 * Of the other numbers that sets without structure do not show,
 * the one with the best silhouette, and its weakest cluster's
 * Jaccard: from 0.75 on it holds up as well.
 */
runner_up: [number, number] | null, } | { "kind": "gap-prefers-one" } | { "kind": "nothing-stable", 
/**
 * The best that the weakest cluster of any number that sets
 * without structure do not show reaches, `0.0..=1.0`.
 */
best: number, } | { "kind": "too-few", 
/**
 * Samples there are.
 */
n_samples: number, 
/**
 * Samples needed.
 */
needed: number, } | { "kind": "given" } | { "kind": "in-parts", 
/**
 * Parts that have samples.
 */
n_parts: number, 
/**
 * Those with several clusters.
 */
n_split: number, } | { "kind": "asked", 
/**
 * Clusters that are sets of the user's own.
 */
n_own: number, 
/**
 * Clusters that were looked for among the others.
 */
n_found: number, 
/**
 * The number that the evidence recommends for the others: 1 where
 * no natural ones show, 0 where it was not judged.
 */
judged: number, 
/**
 * Whether those looked for were held to anything.
 */
is_held: boolean, } | { "kind": "by-method", 
/**
 * Samples in no cluster, `0.0..=1.0`.
 */
outside: number, };

/**
 * How features are prepared for clustering.
 */
export type Recipe = { 
/**
 * The features that form the segments, by name; where none is named the
 * standard ones do. `attribute:COLUMN` stands for what a column tells
 * of customers beside their purchases; it forms segments nowhere else.
 */
features: Array<string>, 
/**
 * Features whose rank correlation exceeds this share one vote,
 * `0.5..=1.0`.
 */
redundant_above: number, 
/**
 * How much each side of the customers counts; left out where all count
 * alike.
 */
weights?: Weights, };

/**
 * Records read, used and set aside: `read = used + Σ set_aside.count`.
 */
export type Records = { 
/**
 * Every record of the file.
 */
read: number, 
/**
 * Records that reached a feature.
 */
used: number, 
/**
 * The others, by reason.
 */
set_aside: Array<SetAside>, };

/**
 * Which side of a threshold.
 */
export type Relation = "at-most" | "at-least";

/**
 * What is done about something odd.
 */
export type Remedy = { 
/**
 * The check that it answers.
 */
check: CheckName, 
/**
 * Of missing values, the customer or the date: a record without one
 * takes that of the record before it in its order.
 */
role?: Role, 
/**
 * Of outlying amounts and large buyers, in the minor unit: what is above
 * is set aside.
 */
above?: number, 
/**
 * Of far dates: nothing on or after this day (ISO) is seen.
 */
from?: string, 
/**
 * Of tests and guests: customers whose id has one of these words, in
 * small letters, are set aside.
 */
words?: Array<string>, };

/**
 * One thing that is mended; columns are told by their names.
 */
export type Repair = { 
/**
 * Which repair it is.
 */
repair: RepairName, 
/**
 * The column that is read.
 */
column?: string, 
/**
 * Which order a record belongs to.
 */
order?: string, 
/**
 * The columns that are filled.
 */
columns?: Array<string>, 
/**
 * The total of an order.
 */
total?: string, 
/**
 * The column of a number by which it is shared out.
 */
by?: string, 
/**
 * The column that has the value.
 */
other?: string, 
/**
 * The words, whatever their case; the empty one is a missing value.
 */
words?: Array<string>, 
/**
 * What is set aside.
 */
reason?: Because, 
/**
 * But not where another column has one of these words.
 */
unless?: Said, 
/**
 * Where.
 */
when?: Said, };

/**
 * Which repair it is.
 */
export type RepairName = "fill-down" | "order-total" | "keep" | "set-aside" | "instead" | "refund" | "drop-duplicates";

/**
 * What the engine answers.
 */
export type Reply = { "type": "loaded", 
/**
 * What the files hold.
 */
inspection: Inspection, 
/**
 * A plan proposed for them, without a permission.
 */
plan: Plan, } | { "type": "reviewed", 
/**
 * What was found.
 */
review: Review, } | { "type": "rows", 
/**
 * The records.
 */
rows: Rows, } | { "type": "joined", 
/**
 * How the files join; empty for one file.
 */
joins: Array<JoinReport>, } | { "type": "analysed", 
/**
 * The result.
 */
analysis: Analysis, } | { "type": "counted", 
/**
 * The figures of each rule, and the overlaps.
 */
counted: Counted, } | { "type": "compared", 
/**
 * The strongest contrast first.
 */
contrasts: Array<Contrast>, } | { "type": "drawn", 
/**
 * The chart.
 */
drawing: Drawing, } | { "type": "found", 
/**
 * `None` where nobody has the id.
 */
customer: CustomerCard | null, } | { "type": "exported", 
/**
 * The file's name.
 */
name: string, 
/**
 * Its media type.
 */
mime: string, 
/**
 * Its bytes.
 */
bytes: Uint8Array, };

/**
 * What the engine can be asked; it is read in `asked.rs`.
 */
export type Request = { "type": "load", 
/**
 * The files, in the order in which the host opens them.
 */
files: Array<FileHandle>, 
/**
 * Makes the labelled synthetic shop instead.
 */
sample: boolean, 
/**
 * What the user decided about the format of each file, or of the
 * sample; nothing is decided where there is no entry.
 */
options: Array<ReadOptions>, } | { "type": "review", 
/**
 * What they mean; a permission is not needed.
 */
plan: Plan, } | { "type": "rows", 
/**
 * Which file, from 0.
 */
file: number, 
/**
 * The first record, from 0.
 */
from: number, 
/**
 * How many at most, up to 500.
 */
count: number, } | { "type": "join", 
/**
 * One entry a file.
 */
sources: Array<SourcePlan>, } | { "type": "run", 
/**
 * Everything the run depends on.
 */
plan: Plan, } | { "type": "draw", 
/**
 * Which.
 */
chart: ChartName, 
/**
 * How large.
 */
size: Size, } | { "type": "count", 
/**
 * The rules.
 */
rules: Array<Rule>, 
/**
 * Sets whose overlaps are wanted: two or more, or none.
 */
overlap: Array<Condition>, } | { "type": "keep", 
/**
 * The rules.
 */
rules: Array<Rule>, } | { "type": "compare", 
/**
 * Their ids.
 */
segments: [number, number], } | { "type": "look-up", 
/**
 * The id, as in the file.
 */
customer: string, } | { "type": "export", 
/**
 * Which.
 */
what: ExportName, };

/**
 * What a review found.
 */
export type Review = { 
/**
 * What became of every record; the parts add up exactly.
 */
records: Records, 
/**
 * What became of the money; the parts add up exactly.
 */
amount: Amount, 
/**
 * What became of every customer.
 */
customers: Customers, 
/**
 * How the files join.
 */
joins: Array<JoinReport>, 
/**
 * What was found, in the order of [`ALL`].
 */
checks: Array<Check>, 
/**
 * Who is missing.
 */
left_out: LeftOut, };

/**
 * Customers by recency and number of orders; bins never split ties.
 */
export type RfmGrid = { 
/**
 * Upper ends of the recency bands in days, most recent first; the last
 * is open.
 */
recency_to: Array<number | null>, 
/**
 * Upper ends of the bands of orders; the last is open.
 */
orders_to: Array<number | null>, 
/**
 * `counts[recency][orders]`.
 */
counts: number[][], };

/**
 * A method that is asked beside k-means.
 */
export type Rival = "ward" | "genie" | "mixture" | "hdbscan";

/**
 * The meaning of a column.
 */
export type Role = "customer-id" | "order-id" | "date" | "amount" | "quantity" | "price" | "product" | "text" | "consent" | "email" | "currency" | "attribute" | "ignore";

/**
 * Some records that follow one another.
 */
export type Rows = { 
/**
 * The position of the first, from 0.
 */
from: number, 
/**
 * The names of the first [`COLUMNS`] columns.
 */
columns: Array<string>, 
/**
 * How many columns there are.
 */
n_columns: number, 
/**
 * A text for each of these columns, empty where there is none.
 */
cells: Array<Array<string>>, 
/**
 * Cells whose text is not what their column holds: the position in
 * `cells`, and in the record.
 */
unread: Array<[number, number]>, };

/**
 * A set of customers by a rule.
 */
export type Rule = { 
/**
 * Its name, by which other rules name it.
 */
name: string, 
/**
 * Who is in it.
 */
when: Condition, };

/**
 * A condition in the feature's own unit.
 */
export type RuleCondition = { 
/**
 * The feature's name.
 */
feature: string, 
/**
 * The side.
 */
relation: Relation, 
/**
 * In the feature's unit.
 */
threshold: number, };

/**
 * The figures of a rule's customers.
 */
export type RuleFigures = { 
/**
 * How many there are.
 */
customers: number, 
/**
 * Of all permitted customers, `0.0..=1.0`.
 */
share_of_customers: number, 
/**
 * Of their revenue; of their lines where the file has no amounts.
 */
share_of_revenue: number, 
/**
 * Their revenue in the minor unit, returns netted.
 */
revenue: number | null, 
/**
 * Mean number of orders; `None` for nobody.
 */
orders: number | null, 
/**
 * Mean days since the last order; `None` for nobody, and where no day is
 * told.
 */
recency_days: number | null, 
/**
 * Whether a report may show it: see
 * [`crate::disclose::rules_to_tell`].
 */
may_tell: boolean, };

/**
 * What came of a rule.
 */
export type RuleResult = { 
/**
 * Its name.
 */
name: string, 
/**
 * The rule in words.
 */
words: string, 
/**
 * Its figures; `None` where it can't be judged.
 */
figures: RuleFigures | null, 
/**
 * Where in the plan it can't be judged, and why; in the language of
 * the plan.
 */
problem: string | null, };

/**
 * Words of a column, whatever their case; the empty one is a missing value.
 */
export type Said = { 
/**
 * The column.
 */
column: string, 
/**
 * The words.
 */
words: Array<string>, };

/**
 * One segment.
 */
export type Segment = { 
/**
 * Its number, from 0; as in `labels.csv`.
 */
id: number, 
/**
 * Whether it holds those whom the method puts in no group; then it is
 * the last.
 */
outside: boolean, 
/**
 * The lifecycle stage of its customers, where the plan parts them so.
 */
stage?: LifecycleStage, 
/**
 * The rule of the user's own that it is, by its name, where the plan
 * freezes it: asked for, not found.
 */
own?: string, 
/**
 * A name made from what distinguishes it.
 */
name: string, 
/**
 * The reason in words.
 */
why: string, 
/**
 * Customers.
 */
size: number, 
/**
 * Of all permitted customers, `0.0..=1.0`.
 */
share_of_customers: number, 
/**
 * Of their revenue, `0.0..=1.0`; of their lines where the file has no
 * amounts.
 */
share_of_revenue: number, 
/**
 * Its revenue in the minor unit, returns netted.
 */
revenue: number | null, 
/**
 * Bootstrap Jaccard, `0.0..=1.0`; `None` for value tiers and for a
 * group that was not judged.
 */
stability: number | null, 
/**
 * The rule in words.
 */
rule: string, 
/**
 * The rule, condition by condition.
 */
conditions: Array<RuleCondition>, 
/**
 * Of those the rule covers, the share in the segment.
 */
precision: number, 
/**
 * Of the segment, the share the rule covers.
 */
recall: number, 
/**
 * Every feature: strongest effect first.
 */
profile: Array<ProfileEntry>, 
/**
 * A next step, in words.
 */
next: string, };

/**
 * Which of the nested clusters count.
 */
export type Selection = "excess-of-mass" | "leaf";

/**
 * Records set aside for one reason.
 */
export type SetAside = { 
/**
 * The reason.
 */
reason: SetAsideReason, 
/**
 * How many.
 */
count: number, 
/**
 * Their sum in the minor unit; `None` where the file has no amounts
 * and for other currencies.
 */
amount: number | null, };

/**
 * Why a record reached no feature.
 */
export type SetAsideReason = "unreadable" | "no-customer" | "no-permission" | "no-date" | "after-as-of" | "no-amount" | "no-value" | "return" | "other-record" | "not-paid" | "test-order" | "duplicate" | "other-currency" | "refund" | "contradictory" | "outlying";

/**
 * A share with its Wilson interval (95 %), all `0.0..=1.0`.
 */
export type Share = { 
/**
 * How many.
 */
count: number, 
/**
 * The share.
 */
share: number, 
/**
 * At least.
 */
low: number, 
/**
 * At most.
 */
high: number, };

/**
 * How many have a value.
 */
export type Shares = { 
/**
 * The value; `None` for all others.
 */
value: string | null, 
/**
 * Of those who are used; `None` where it is not told.
 */
used: Share | null, 
/**
 * Of those who are left out.
 */
left_out: Share | null, 
/**
 * Whether the intervals lie apart.
 */
differs: boolean, };

/**
 * A side of the customers, whose features can be weighed together.
 */
export type Side = "value" | "behaviour" | "profile" | "voice";

/**
 * What a side of the customers has to do with the segments.
 */
export type SideShare = { 
/**
 * The side.
 */
side: Side, 
/**
 * Its weight, `0.0..=4.0`.
 */
weight: number, 
/**
 * The features of it that are taken to form segments.
 */
n_features: number, 
/**
 * The sum of the variances of its prepared features at weight 1: half
 * of what it adds to the squared distance of two customers on average.
 */
spread: number, 
/**
 * Its part of all squared distances, `0.0..=1.0`: its weight times its
 * spread over the sum of these. 0 where no customer differs.
 */
share: number, };

/**
 * How large to draw, in CSS pixels. What lies outside the ranges is drawn
 * at the nearest end.
 */
export type Size = { 
/**
 * `200..=2000`.
 */
width: number, 
/**
 * `120..=2000`; a chart that needs more to be read takes more.
 */
height: number, };

/**
 * What the records of a file are.
 */
export type SourceKind = "lines" | "orders" | "customers" | "events" | "contacts" | "tickets" | "reviews";

/**
 * How one of the files is read and what it means.
 */
export type SourcePlan = { 
/**
 * What its records are.
 */
kind: SourceKind, 
/**
 * How it is read.
 */
reading: ReadOptions, 
/**
 * What each column means.
 */
roles: Array<ColumnRole>, 
/**
 * The columns by which it joins the purchases; `None` takes those by
 * which most purchases find a partner.
 */
key: JoinKey | null, 
/**
 * What is mended before it is counted.
 */
repairs: Array<Repair>, 
/**
 * The export that it was recognised as, such as `shopify-orders`. It
 * is told, and changes nothing.
 */
preset: string | null, };

/**
 * What the user may choose.
 */
export type SpectralParams = { 
/**
 * Clusters wanted, `1..=n_samples` and at most 50; `None` lets `choose`
 * decide.
 */
n_clusters: number | null, 
/**
 * Nearest others that each sample is linked with, `1..=100`.
 */
n_neighbours: number, 
/**
 * Starts of k-means on the eigenvectors; the best wins, `1..=100`.
 */
n_restarts: number, };

/** Warnings that the engine says in the language of the plan. */
export type SpokenCode = "W_ATTRIBUTE" | "W_ORDER_TOTALS" | "W_OTHER_CURRENCY" | "W_NO_DAYS" | "W_CORE_FEATURES" | "W_NO_STAGES" | "W_NOT_KEPT" | "W_OUTCOME" | "W_SMALL_CELL" | "W_SMALL_SEGMENT" | "W_RULE";

/**
 * The stages of a load or a run, in order. Each has its share of the whole.
 */
export type Stage = "read" | "permit" | "features" | "prepare" | "choose" | "segment" | "explain";

/**
 * How many customers are in a stage.
 */
export type StageCount = { 
/**
 * The stage.
 */
stage: LifecycleStage, 
/**
 * Its customers.
 */
customers: number, };

/**
 * Customers are parted by their lifecycle stage before groups are looked
 * for, and then within each stage.
 */
export type Staged = { 
/**
 * The least customers of a group within a stage, `2..=1_000_000`: a
 * smaller one is joined to the nearest of its stage. A stage is a
 * segment however small.
 */
least: number, };

/**
 * A block of questions.
 */
export type Survey = { 
/**
 * What the names of its columns have in common: the score's name.
 */
name: string, 
/**
 * The file of customers that holds it; `None` for the purchases.
 */
file: string | null, 
/**
 * The largest answer: 5 or 7.
 */
top: number, 
/**
 * Customers who answered every question.
 */
n_complete: number, 
/**
 * Cronbach's alpha, at most 1, after what runs against the others is
 * turned around; `None` where too few answered.
 */
alpha: number | null, 
/**
 * Its interval (95 %).
 */
interval: [number, number] | null, 
/**
 * The share of the answers' variance in the score, `0.0..=1.0`.
 */
kept: number | null, 
/**
 * The questions.
 */
items: Array<SurveyItem>, 
/**
 * Why there is no score; `None` where there is one.
 */
refused: SurveyRefusal | null, };

/**
 * A question.
 */
export type SurveyItem = { 
/**
 * Its column.
 */
column: string, 
/**
 * Whether its answers were turned around.
 */
reversed: boolean, 
/**
 * Its loading on the score, `0.0..=1.0`.
 */
loading: number, 
/**
 * The correlation of its answers with the sum of the others,
 * `-1.0..=1.0`.
 */
rest: number, };

/**
 * Why a block has no score.
 */
export type SurveyRefusal = "too-few" | "weak";

/**
 * The numbers of a chart as text, formatted for reading.
 */
export type TableTwin = { 
/**
 * Column heads.
 */
head: Array<string>, 
/**
 * Rows; the first cell names the row.
 */
rows: Array<Array<string>>, };

/**
 * What becomes of records below a line that repeats the header.
 */
export type Tables = "all" | "first";

/**
 * How a feature was bent before it was scaled.
 */
export type Transform = { "kind": "none" } | { "kind": "log", 
/**
 * The tenth percentile of the values above 0.
 */
unit: number, } | { "kind": "signed-log", 
/**
 * The tenth percentile of the magnitudes above 0.
 */
unit: number, };

/**
 * What the user may choose.
 */
export type TrimmedParams = { 
/**
 * Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
 */
n_clusters: number | null, 
/**
 * The share of the samples that are noise, `0.0..=0.5`.
 */
trimmed: number, 
/**
 * Starts; the best by the inertia of what is kept wins, `1..=100`.
 */
n_restarts: number, 
/**
 * Iterations a start, `1..=10_000`.
 */
max_iterations: number, };

/**
 * Whether there are clusters here at all.
 */
export type Verdict = "segments" | "no-structure";

/**
 * Something that does not stop the work but that the user must see.
 */
export type Warning = { 
/**
 * A stable name such as `W_RAGGED`.
 */
code: string, 
/**
 * What was found and what was done about it.
 */
message: string, 
/**
 * How many records or cells it concerns.
 */
count: number, 
/**
 * What else the sentence names, for a page that says it in its own
 * words.
 */
facts: { [name: string]: Fact }, 
/**
 * The first place.
 */
place: Place | null, };

/**
 * How much each side of a customer counts, each `0.0..=4.0`; what is not
 * named counts once. A squared distance between customers is the sum over
 * the sides, each times its weight: the prepared features of a side are
 * multiplied by its root. A side of weight 0 forms no segment.
 */
export type Weights = { 
/**
 * Of what customers are worth.
 */
value: number, 
/**
 * Of what they do.
 */
behaviour: number, 
/**
 * Of who they are.
 */
profile: number, 
/**
 * Of what they say.
 */
voice: number, };
