//! The first bytes of a JSON text: where its list of records stands, and
//! which list inside the records is unfolded.

use super::fault::no_list;
use super::scan::{Event, Scan, is_blank};
use crate::decode::Decode;
use crate::encoding::Encoding;
use crate::opening::{Written, decode_head, written};
use crate::{ReadError, ReadOptions, limits};

/// What the first bytes of a file say.
pub(crate) enum Answer {
    /// It is no JSON.
    No,
    /// They show too little.
    Wait,
    Yes(Opening),
}

/// How a JSON text is written.
#[derive(Debug)]
pub(crate) struct Opening {
    pub encoding: Encoding,
    /// Bytes of a byte order mark.
    pub mark: usize,
    /// The encoding is a guess because the text is no UTF-8.
    pub doubtful: bool,
    pub shape: Shape,
    /// The keys to the list that is unfolded.
    pub unfolded: Option<Vec<String>>,
}

/// Where the records stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One object after the other.
    Lines,
    /// In the list that opens at this byte of the decoded text.
    List {
        at: u64,
        /// The keys to it: none where the list is the whole text.
        keys: Vec<String>,
    },
}

/// A list of records may stand so deep in the object around it.
const WRAPPED: usize = 2;
/// So many lists inside the records are weighed.
const LISTS: usize = 64;

/// Looks at the first bytes of a text; a `whole` text ends with them.
pub(crate) fn open(
    file: &str,
    head: &[u8],
    whole: bool,
    options: &ReadOptions,
) -> Result<Answer, ReadError> {
    if options.delimiter.is_some() {
        return Ok(Answer::No);
    }
    let Written {
        encoding,
        mark,
        doubtful,
    } = written(file, head, options)?;
    let decode = Decode::new(encoding, mark);
    let text = decode_head(&head[mark..], decode).bytes;
    let is_last = whole || head.len() > limits::ROW;
    let found = match start(&text) {
        Some(b'[') => first_list(&text, is_last),
        Some(b'{') => first_object(&text, is_last),
        _ => Found::Other,
    };
    let shape = match found {
        Found::Shape(shape) => shape,
        Found::Wait => return Ok(Answer::Wait),
        Found::Other => return Ok(Answer::No),
        Found::NoList => return Err(no_list(file)),
    };
    let lists = weigh(&text, &shape);
    if !lists.enough && !is_last {
        return Ok(Answer::Wait);
    }
    Ok(Answer::Yes(Opening {
        encoding,
        mark,
        doubtful,
        shape,
        unfolded: lists.heaviest(),
    }))
}

/// The first sign of a text that may be JSON.
fn start(text: &[u8]) -> Option<u8> {
    let mut signs = text.iter().copied().filter(|byte| !is_blank(*byte));
    let first = signs.next()?;
    let second = signs.next()?;
    let is_object = first == b'{' && matches!(second, b'"' | b'}');
    (is_object || first == b'[').then_some(first)
}

enum Found {
    Shape(Shape),
    Wait,
    /// JSON without a list of objects.
    NoList,
    /// No JSON.
    Other,
}

/// The list that is the whole text, where an object stands in it.
fn first_list(text: &[u8], is_last: bool) -> Found {
    let mut walk = Walk::new(text, true);
    while let Some(event) = walk.next() {
        let depth = walk.scan.depth();
        if (event, depth) == (Event::OpenObject, 2) {
            let keys = Vec::new();
            let first = text.iter().position(|byte| !is_blank(*byte));
            let at = first.map_or(0, |at| at as u64);
            return Found::Shape(Shape::List { at, keys });
        }
        if depth == 0 {
            return match walk.is_at_end() {
                true if is_last => Found::NoList,
                true => Found::Wait,
                false => Found::Other,
            };
        }
    }
    match walk.stopped || is_last {
        true => Found::Other,
        false => Found::Wait,
    }
}

/// One object a line, or one object around a list?
fn first_object(text: &[u8], is_last: bool) -> Found {
    let mut walk = Walk::new(text, true);
    let (mut list, mut has_list, mut has_plain) = (None, false, false);
    let lines = Found::Shape(Shape::Lines);
    let wrapped = |list| match list {
        Some((at, keys)) => Found::Shape(Shape::List { at, keys }),
        None => Found::Shape(Shape::Lines),
    };
    while let Some(event) = walk.next() {
        has_list |= event == Event::OpenList;
        has_plain |= walk.scan.depth() == 1
            && matches!(event, Event::Text | Event::Bare);
        if event == Event::OpenObject && list.is_none() {
            list = walk.wrapped_list();
        }
        if walk.scan.depth() == 0 {
            // The first object has ended; is there another one?
            return match walk.is_at_end() {
                false => lines,
                true if !is_last => Found::Wait,
                true if list.is_none() && has_list && !has_plain => {
                    Found::NoList
                }
                true => wrapped(list),
            };
        }
    }
    match walk.stopped || is_last {
        true => wrapped(list),
        false => Found::Wait,
    }
}

/// The lists inside the records of the head, by what they hold.
struct Lists {
    lists: Vec<(Vec<String>, u64)>,
    /// A whole record was seen, or there is no hope of one.
    enough: bool,
}

impl Lists {
    /// The list with the most values; the first among equals.
    fn heaviest(self) -> Option<Vec<String>> {
        let most = self.lists.iter().map(|(_, n)| *n).max()?;
        let mut lists = self.lists.into_iter();
        lists.find(|(_, n)| *n == most).map(|(keys, _)| keys)
    }
}

/// Counts the values in each list of objects that a record holds, those in
/// lists inside them left out.
fn weigh(text: &[u8], shape: &Shape) -> Lists {
    let mut walk = Walk::new(text, *shape == Shape::Lines);
    let mut lists: Vec<(Vec<String>, u64)> = Vec::new();
    let (mut enough, mut depth) = (false, 0);
    if let Shape::List { at, .. } = shape {
        while walk.next().is_some() && walk.at as u64 != at + 1 {}
        depth = walk.scan.depth();
    }
    while let Some(event) = walk.next() {
        if walk.scan.depth() < depth {
            return Lists {
                lists,
                enough: true,
            };
        }
        enough |= walk.scan.depth() == depth;
        let is_list = event == Event::OpenObject;
        if is_list && let Some(keys) = walk.inner_list(depth as usize) {
            let known = lists.iter().any(|(known, _)| *known == keys);
            if !known && lists.len() < LISTS {
                lists.push((keys, 0));
            }
        }
        if matches!(event, Event::Text | Event::Bare)
            && let Some(keys) = walk.inner_list(depth as usize)
            && let Some(list) = lists.iter_mut().find(|it| it.0 == keys)
        {
            list.1 += 1;
        }
    }
    enough |= walk.stopped;
    Lists { lists, enough }
}

/// A scan of the head that knows the keys around it.
struct Walk<'a> {
    text: &'a [u8],
    at: usize,
    scan: Scan,
    /// The open objects (with the key at hand) and lists (where they open).
    frames: Vec<Frame>,
    /// What is read next is wrong.
    stopped: bool,
}

enum Frame {
    Object(String),
    List(usize),
}

impl<'a> Walk<'a> {
    fn new(text: &'a [u8], many: bool) -> Self {
        Self {
            text,
            at: 0,
            scan: Scan::new(many),
            frames: Vec::new(),
            stopped: false,
        }
    }

    #[inline(never)]
    fn next(&mut self) -> Option<Event> {
        let next = self.scan.next(self.text, &mut self.at);
        let Ok(event) = next else {
            self.stopped = next != Err(super::scan::Stop::More);
            return None;
        };
        match event {
            Event::OpenObject => {
                self.frames.push(Frame::Object(String::new()))
            }
            Event::OpenList => self.frames.push(Frame::List(self.at - 1)),
            Event::CloseObject | Event::CloseList => {
                self.frames.pop();
            }
            Event::Key => {
                if let Some(Frame::Object(key)) = self.frames.last_mut() {
                    let token = self.scan.token(self.text);
                    *key = String::from_utf8_lossy(token).into_owned();
                }
            }
            Event::Text | Event::Bare | Event::Null => {}
        }
        Some(event)
    }

    fn is_at_end(&self) -> bool {
        self.text[self.at..].iter().all(|byte| is_blank(*byte))
    }

    /// The list around the object that just opened, where objects alone are
    /// around that.
    fn wrapped_list(&self) -> Option<(u64, Vec<String>)> {
        let [around @ .., Frame::List(at), Frame::Object(_)] =
            &self.frames[..]
        else {
            return None;
        };
        let keys = keys(around)?;
        (keys.len() <= WRAPPED).then_some((*at as u64, keys))
    }

    /// The keys from a record, which opens at this depth, to the one list in
    /// it around what is read.
    #[inline(never)]
    fn inner_list(&self, depth: usize) -> Option<Vec<String>> {
        let record = &self.frames[depth.min(self.frames.len())..];
        let is_list = |frame: &Frame| matches!(frame, Frame::List(_));
        let first = record.iter().position(is_list)?;
        let (around, inside) = record.split_at(first);
        let inside = &inside[1..];
        let is_one = !inside.is_empty() && !inside.iter().any(is_list);
        if is_one { keys(around) } else { None }
    }
}

/// The keys of objects inside one another.
fn keys(frames: &[Frame]) -> Option<Vec<String>> {
    let key = |frame: &Frame| match frame {
        Frame::Object(key) => Some(key.clone()),
        Frame::List(_) => None,
    };
    frames.iter().map(key).collect()
}
