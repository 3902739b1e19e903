//! How each method groups the customers, in a sentence.

use chart::number::count;
use cluster::Method;
use kindred::plan::Language;

/// What the method does after the features are on one scale.
pub(super) fn sentence(language: Language, method: &Method) -> String {
    let (en, de) = does(method);
    let starts = method.n_starts();
    let told = count(language, starts as u64);
    match language {
        Language::En if starts > 1 => {
            format!("{en}; the best of {told} starts counts.")
        }
        Language::De if starts > 1 => {
            format!("{de}; die beste aus {told} Anläufen zählt.")
        }
        Language::En => format!("{en}."),
        Language::De => format!("{de}."),
    }
}

fn does(method: &Method) -> (&'static str, &'static str) {
    match method {
        Method::KMeans(_) => (
            "k-means then puts each customer into the group with the \
             nearest centre",
            "k-means legt dann jeden Kunden in die Gruppe mit der nächsten \
             Mitte",
        ),
        Method::Agglomerative(_) => (
            "Customers and then groups that are nearest to each other are \
             joined, again and again",
            "Kunden und dann Gruppen, die einander am nächsten sind, werden \
             immer wieder verbunden",
        ),
        Method::MiniBatch(_) => (
            "k-means, learnt from small samples, then puts each customer \
             into the group with the nearest centre",
            "k-means, an kleinen Stichproben gelernt, legt dann jeden \
             Kunden in die Gruppe mit der nächsten Mitte",
        ),
        Method::Trimmed(_) => (
            "k-means then puts each customer into the group with the \
             nearest centre and leaves out those farthest from all",
            "k-means legt dann jeden Kunden in die Gruppe mit der nächsten \
             Mitte und lässt die aus, die von allen am weitesten entfernt \
             sind",
        ),
        Method::KPrototypes(_) => (
            "k-prototypes then puts each customer into the group with the \
             nearest means and most frequent categories",
            "k-prototypes legt dann jeden Kunden in die Gruppe mit den \
             nächsten Mitten und häufigsten Kategorien",
        ),
        Method::KMedoids(_) => (
            "k-medoids then puts each customer into the group of the \
             customer most like them among those that stand for a group",
            "k-medoids legt dann jeden Kunden in die Gruppe desjenigen unter \
             den für eine Gruppe stehenden Kunden, dem er am ähnlichsten ist",
        ),
        Method::LatentClass(_) => (
            "Latent class analysis then puts each customer into the group \
             that most likely made their categories",
            "Eine Analyse latenter Klassen legt dann jeden Kunden in die \
             Gruppe, die seine Kategorien am wahrscheinlichsten hervorbringt",
        ),
        Method::Nmf(_) => (
            "Non-negative matrix factorisation then shares out what each \
             customer has among themes; the customer is in the group of the \
             strongest",
            "Eine nichtnegative Matrixfaktorisierung teilt dann auf, was \
             jeder Kunde hat; er ist in der Gruppe des stärksten Themas",
        ),
        Method::Automatic(_) => (
            "Genie, a Gaussian mixture and k-means then each form groups; \
             those count whose worst border parts the fewest neighbours",
            "Genie, eine Gauß-Mischung und k-means bilden dann je Gruppen; \
             es zählen die, deren schlechteste Grenze die wenigsten \
             Nachbarn trennt",
        ),
        Method::Spectral(_) => (
            "Spectral clustering then links each customer with the most \
             alike and parts them where the links are few",
            "Spektrales Clustern verbindet dann jeden Kunden mit den \
             ähnlichsten und trennt, wo wenige Verbindungen sind",
        ),
        Method::Mixture(_) => (
            "A Gaussian mixture then puts each customer into the group that \
             most likely made the figures",
            "Eine Gauß-Mischung legt dann jeden Kunden in die Gruppe, die \
             seine Zahlen am wahrscheinlichsten hervorbringt",
        ),
        Method::Dbscan(_) => (
            "DBSCAN then joins customers with enough others near them; who \
             is near no such customer is in no group",
            "DBSCAN verbindet dann Kunden, die genug andere in ihrer Nähe \
             haben; wer keinem solchen nahe ist, gehört zu keiner Gruppe",
        ),
        Method::Hdbscan(_) => (
            "HDBSCAN* then takes the groups that hold together longest while \
             more and more nearness is asked for; who falls out before is in \
             no group",
            "HDBSCAN* nimmt dann die Gruppen, die am längsten zusammenhalten, \
             während immer mehr Nähe verlangt wird; wer vorher herausfällt, \
             gehört zu keiner Gruppe",
        ),
    }
}
