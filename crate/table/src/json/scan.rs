//! The grammar of JSON, event by event, in whatever pieces the text comes.

use super::fault::{DEPTH, Fault};
use super::text::{is_number, limited, quoted, unescape};

/// What is read next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    OpenObject,
    OpenList,
    CloseObject,
    CloseList,
    /// A key; [`Scan::token`] has its text.
    Key,
    /// A text; [`Scan::token`] has it.
    Text,
    /// A number, `true` or `false`, as [`Scan::token`] has it.
    Bare,
    Null,
}

/// What is wrong, and where in the text at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bad {
    pub fault: Fault,
    pub at: usize,
}

/// Why there is no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// More of the text is needed.
    More,
    Bad(Bad),
}

/// Where in the grammar a text stands.
#[derive(Debug)]
pub(crate) struct Scan {
    /// The open lists (0) and objects (1), the innermost as the lowest bit.
    stack: u64,
    depth: u32,
    expects: Expects,
    /// Values may follow one another at the top.
    many: bool,
    /// The token where it was escaped.
    decoded: Vec<u8>,
    token: Token,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expects {
    Value,
    /// A value or the end of an empty list.
    Entry,
    Key,
    /// A key or the end of an empty object.
    FirstKey,
    Colon,
    /// What follows a value.
    After,
}

#[derive(Clone, Copy, Debug)]
enum Token {
    Plain(usize, usize),
    Decoded,
}

/// No word of JSON is longer.
const WORD: usize = 32;

impl Scan {
    /// Before the first value of a text with one of them, or `many`.
    pub fn new(many: bool) -> Self {
        Self {
            stack: 0,
            depth: 0,
            expects: Expects::Value,
            many,
            decoded: Vec::new(),
            token: Token::Plain(0, 0),
        }
    }

    /// How many lists and objects are open.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The decoded text of the event before, if it has one: UTF-8, checked.
    pub fn token<'a>(&'a self, text: &'a [u8]) -> &'a [u8] {
        match self.token {
            Token::Plain(start, end) => &text[start..end],
            Token::Decoded => &self.decoded,
        }
    }

    /// Reads on from `at`, which moves behind what is read.
    #[inline(never)]
    pub fn next(
        &mut self,
        text: &[u8],
        at: &mut usize,
    ) -> Result<Event, Stop> {
        self.token = Token::Plain(0, 0);
        loop {
            let blank = text[*at..].iter().take_while(|byte| is_blank(**byte));
            *at += blank.count();
            let byte = *text.get(*at).ok_or(Stop::More)?;
            match self.expects {
                Expects::Value | Expects::Entry => {
                    return self.value(byte, text, at);
                }
                Expects::Key | Expects::FirstKey => {
                    return self.key(byte, text, at);
                }
                Expects::Colon if byte == b':' => {
                    self.expects = Expects::Value;
                    *at += 1;
                }
                Expects::Colon => return Err(bad(Fault::Sign, *at)),
                Expects::After if self.depth == 0 && self.many => {
                    self.expects = Expects::Value;
                }
                Expects::After if self.depth == 0 => {
                    return Err(bad(Fault::AfterEnd, *at));
                }
                Expects::After if byte == b',' => {
                    let key = self.in_object();
                    let next = [Expects::Value, Expects::Key];
                    self.expects = next[usize::from(key)];
                    *at += 1;
                }
                Expects::After => return self.close(byte, at),
            }
        }
    }

    fn in_object(&self) -> bool {
        self.stack & 1 == 1
    }

    fn value(
        &mut self,
        byte: u8,
        text: &[u8],
        at: &mut usize,
    ) -> Result<Event, Stop> {
        let event = match byte {
            b'{' => return self.open(Event::OpenObject, at),
            b'[' => return self.open(Event::OpenList, at),
            b']' if self.expects == Expects::Entry => {
                return self.close(byte, at);
            }
            b']' if self.depth > 0 && !self.in_object() => {
                return Err(bad(Fault::Comma, *at));
            }
            b'"' => {
                self.quoted(text, at)?;
                Event::Text
            }
            b'-' | b'+' | b'.' | b'0'..=b'9' => {
                self.number(text, at)?;
                Event::Bare
            }
            _ => self.word(text, at)?,
        };
        self.expects = Expects::After;
        Ok(event)
    }

    fn open(&mut self, event: Event, at: &mut usize) -> Result<Event, Stop> {
        if self.depth == DEPTH {
            return Err(bad(Fault::Depth, *at));
        }
        let object = event == Event::OpenObject;
        self.stack = self.stack << 1 | u64::from(object);
        self.depth += 1;
        let next = [Expects::Entry, Expects::FirstKey];
        self.expects = next[usize::from(object)];
        *at += 1;
        Ok(event)
    }

    fn close(&mut self, byte: u8, at: &mut usize) -> Result<Event, Stop> {
        let event = match (byte, self.in_object()) {
            (b'}', true) => Event::CloseObject,
            (b']', false) => Event::CloseList,
            _ => return Err(bad(Fault::Sign, *at)),
        };
        self.stack >>= 1;
        self.depth -= 1;
        self.expects = Expects::After;
        *at += 1;
        Ok(event)
    }

    fn key(
        &mut self,
        byte: u8,
        text: &[u8],
        at: &mut usize,
    ) -> Result<Event, Stop> {
        match byte {
            b'"' => {
                self.quoted(text, at)?;
                self.expects = Expects::Colon;
                Ok(Event::Key)
            }
            b'}' if self.expects == Expects::FirstKey => self.close(byte, at),
            b'}' => Err(bad(Fault::Comma, *at)),
            _ => Err(bad(Fault::Key, *at)),
        }
    }

    fn quoted(&mut self, text: &[u8], at: &mut usize) -> Result<(), Stop> {
        let quoted = quoted(text, *at)?;
        let inside = quoted.inside;
        let end = inside.end + 1;
        self.token = Token::Plain(inside.start, inside.end);
        if quoted.escaped {
            self.decoded.clear();
            unescape(text, inside, &mut self.decoded)?;
            self.token = Token::Decoded;
        }
        *at = end;
        Ok(())
    }

    fn number(&mut self, text: &[u8], at: &mut usize) -> Result<(), Stop> {
        let start = *at;
        let word = text[start..].iter().take_while(|byte| is_word(**byte));
        let end = start + word.count();
        let ended = match end == text.len() {
            true => Err(Stop::More),
            false => Ok(((), end)),
        };
        limited(ended, text, start)?;
        let word = &text[start..end];
        if !is_number(word) {
            let letter = word.iter().position(u8::is_ascii_alphabetic);
            let is_name = letter.is_some_and(|letter| letter < 2);
            let is_name = is_name && !word[0].is_ascii_digit();
            let fault = [Fault::Number, Fault::Word];
            return Err(bad(fault[usize::from(is_name)], start));
        }
        self.token = Token::Plain(start, end);
        *at = end;
        Ok(())
    }

    fn word(&mut self, text: &[u8], at: &mut usize) -> Result<Event, Stop> {
        let start = *at;
        let rest = text[start..].iter().take(WORD);
        let len = rest.take_while(|byte| is_word(**byte)).count();
        if start + len == text.len() && len < WORD {
            return Err(Stop::More);
        }
        let event = match &text[start..start + len] {
            b"null" => Event::Null,
            b"true" | b"false" => Event::Bare,
            b"" => return Err(bad(Fault::Sign, start)),
            _ => return Err(bad(Fault::Word, start)),
        };
        self.token = Token::Plain(start, start + len);
        *at = start + len;
        Ok(event)
    }
}

fn bad(fault: Fault, at: usize) -> Stop {
    Stop::Bad(Bad { fault, at })
}

pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// What a number or a word is made of.
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
}
