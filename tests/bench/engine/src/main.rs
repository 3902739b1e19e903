//! The native lane: `bench-native TASK N [D]` prints the peers' JSON line.
//! The data stands in the folder named by `PEERS_DATA`.

use std::{env, fs, io::Read, path::PathBuf, rc::Rc};

use bench_engine::{kmeans, methods, rfm, typed};
use cluster::FeatureMatrix;
use serde_json::{Value, json};
use table::Reader;

const CHUNK: usize = 1 << 20;
/// As the peers: six repetitions, the first warms up, or fewer when they
/// take long.
const REPETITIONS: usize = 6;

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize, default: usize| {
        words
            .get(at)
            .map_or(default, |w| w.parse().expect("a number"))
    };
    let (n, d) = (number(1, 100_000), number(2, 8));
    let task = words.first().map_or("rfm", String::as_str);
    let mut run = task_of(task, n, d);
    let (seconds, quality) = repeat(&mut *run);
    let line = json!({
        "peer": "kindred", "task": task, "n": n, "d": d, "threads": 1,
        "version": "native", "cpu_seconds": median(seconds.clone()),
        "cpu": seconds, "quality": quality,
    });
    println!("{line}");
}

fn task_of(task: &str, n: usize, d: usize) -> Box<dyn FnMut() -> Value> {
    match task {
        "rfm" => Box::new(move || read(n, rfm::open(), rfm::finish)),
        "typed" => Box::new(move || read(n, typed::open(), typed::finish)),
        "kmeans_fixed" => {
            let x = blobs(n, d);
            let starts = kmeans::rows(&file(&format!("init_8_{d}.f64")), d);
            Box::new(move || kmeans::fixed(&x, &starts))
        }
        "kmeans" => {
            let x = blobs(n, d);
            Box::new(move || kmeans::starts(&x, 0..10))
        }
        "silhouette" => {
            let starts = kmeans::rows(&file(&format!("init_8_{d}.f64")), d);
            methods::prepare(task, Rc::new(blobs(n, d)), Some(&starts))
        }
        other => methods::prepare(other, Rc::new(blobs(n, d)), None),
    }
}

fn read(n: usize, mut reader: Reader, finish: fn(Reader) -> Value) -> Value {
    let mut file = fs::File::open(path(&format!("tx_{n}.csv")))
        .expect("the data is made");
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = file.read(&mut chunk).expect("readable");
        if length == 0 {
            return finish(reader);
        }
        reader.feed(&chunk[..length]).expect("readable");
    }
}

fn blobs(n: usize, d: usize) -> FeatureMatrix {
    let cells = kmeans::rows(&file(&format!("blobs_{n}_{d}.f64")), d);
    FeatureMatrix::new(cells).expect("finite numbers")
}

fn file(name: &str) -> Vec<u8> {
    fs::read(path(name)).expect("the data is made")
}

fn path(name: &str) -> PathBuf {
    let folder = env::var_os("PEERS_DATA").expect("PEERS_DATA is set");
    PathBuf::from(folder).join(name)
}

/// CPU seconds of each repetition but the first, and the last answer.
fn repeat(run: &mut dyn FnMut() -> Value) -> (Vec<f64>, Value) {
    let cap: f64 =
        env::var("PEERS_CAP").map_or(8.0, |cap| cap.parse().expect("seconds"));
    let mut seconds = Vec::new();
    loop {
        let before = cpu_seconds();
        let quality = run();
        let spent = cpu_seconds() - before;
        seconds.push(spent);
        let total: f64 = seconds.iter().sum();
        if seconds.len() == REPETITIONS || total + spent > cap {
            let warm = usize::from(seconds.len() > 1);
            return (seconds.split_off(warm), quality);
        }
    }
}

/// What the kernel says this thread has run.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat")
        .expect("a Linux kernel");
    let nanoseconds = stat.split(' ').next().expect("three numbers");
    nanoseconds.parse::<f64>().expect("a number") / 1e9
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
