//! Texts with other quotes or longer delimiters, written as the tokenizer
//! reads them.
//!
//! Such files are rare, so they pay for themselves: their bytes are rewritten
//! before the tokenizer sees them, and it stays as fast as it is. A line
//! stays a line, so that places keep their numbers.

use crate::tokens::Dialect;

/// How a quote is written inside a quoted field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Twice.
    Doubled,
    /// After a backslash.
    Backslash,
    /// As it is: the last quote before a delimiter or a line end closes.
    None,
    /// Twice, and so is a quotation mark, though an apostrophe is the quote:
    /// the quotes around the fields were exchanged, those inside were not.
    Exchanged,
}

/// How an odd text is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Odd {
    /// One byte or more.
    pub delimiter: Vec<u8>,
    pub quote: u8,
    pub escape: Escape,
}

/// Stands for a delimiter of several bytes: the unit separator.
const UNIT: u8 = 0x1f;

impl Odd {
    /// The dialect of the rewritten text.
    pub fn dialect(&self) -> Dialect {
        let delimiter = match self.delimiter[..] {
            [byte] => byte,
            _ => UNIT,
        };
        Dialect {
            delimiter,
            runs: false,
        }
    }

    /// A text, or its head, rewritten.
    pub fn rewritten(&self, text: &[u8], whole: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        Rewrite::new(self.clone()).feed(text, whole, &mut out);
        out
    }
}

/// Where in a record the rewriting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    FieldStart,
    Bare,
    /// A bare field that has to be quoted.
    Wrapped,
    Quoted,
}

/// What the bytes at hand are.
enum Found {
    /// So many bytes part two fields, or two records.
    Part(usize),
    Line,
    Byte,
    /// More of the text is needed to see.
    Unclear,
}

/// Rewrites a text piece by piece.
pub(crate) struct Rewrite {
    odd: Odd,
    state: State,
    /// What could not be decided yet.
    carry: Vec<u8>,
}

impl Rewrite {
    /// At the start of a text.
    pub fn new(odd: Odd) -> Self {
        Self {
            odd,
            state: State::FieldStart,
            carry: Vec::new(),
        }
    }

    /// Appends the next bytes to `out`, rewritten; the pieces may be cut
    /// anywhere.
    pub fn feed(&mut self, piece: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut bytes = std::mem::take(&mut self.carry);
        bytes.extend_from_slice(piece);
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let taken = match self.state {
                State::FieldStart => self.start(rest, out),
                State::Bare | State::Wrapped => self.bare(rest, last, out),
                State::Quoted => self.quoted(rest, last, out),
            };
            let Some(taken) = taken else {
                break;
            };
            rest = &rest[taken..];
        }
        self.carry = rest.to_vec();
        if last && self.state == State::Wrapped {
            out.push(b'"');
        }
    }

    fn start(&mut self, rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
        if rest[0] == self.odd.quote {
            out.push(b'"');
            self.state = State::Quoted;
            return Some(1);
        }
        // The tokenizer would take it for a quote.
        if rest[0] == b'"' {
            out.push(b'"');
            self.state = State::Wrapped;
        } else {
            self.state = State::Bare;
        }
        Some(0)
    }

    fn bare(
        &mut self,
        rest: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Option<usize> {
        let wrapped = self.state == State::Wrapped;
        let taken = match self.look(rest, last) {
            Found::Unclear => return None,
            Found::Byte => {
                if wrapped && rest[0] == b'"' {
                    out.push(b'"');
                }
                out.push(rest[0]);
                return Some(1);
            }
            Found::Part(n) => n,
            Found::Line => 1,
        };
        if wrapped {
            out.push(b'"');
        }
        let is_line = matches!(rest[0], b'\r' | b'\n');
        let part = if is_line {
            rest[0]
        } else {
            self.odd.dialect().delimiter
        };
        out.push(part);
        self.state = State::FieldStart;
        Some(taken)
    }

    fn quoted(
        &mut self,
        rest: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Option<usize> {
        let quote = self.odd.quote;
        let byte = rest[0];
        if byte == b'\\' && self.odd.escape == Escape::Backslash {
            return match rest.get(1) {
                None if !last => None,
                Some(next) if *next == quote || *next == b'\\' => {
                    literal(*next, out);
                    Some(2)
                }
                Some(_) | None => {
                    literal(byte, out);
                    Some(1)
                }
            };
        }
        if byte == b'"' && self.odd.escape == Escape::Exchanged {
            let second = rest.get(1).or(last.then_some(&0))?;
            literal(byte, out);
            return Some(if *second == b'"' { 2 } else { 1 });
        }
        if byte != quote {
            literal(byte, out);
            return Some(1);
        }
        let after = &rest[1..];
        if after.is_empty() && !last {
            return None;
        }
        let doubles =
            matches!(self.odd.escape, Escape::Doubled | Escape::Exchanged);
        if doubles && after.first() == Some(&quote) {
            literal(quote, out);
            return Some(2);
        }
        match self.look(after, last) {
            Found::Unclear => return None,
            Found::Byte if !after.is_empty() => literal(quote, out),
            Found::Byte | Found::Part(_) | Found::Line => {
                out.push(b'"');
                self.state = State::Bare;
            }
        }
        Some(1)
    }

    fn look(&self, rest: &[u8], last: bool) -> Found {
        let delimiter = &self.odd.delimiter[..];
        if rest.starts_with(delimiter) {
            return Found::Part(delimiter.len());
        }
        match rest.first() {
            Some(b'\r' | b'\n') => Found::Line,
            Some(_) if !last && delimiter.starts_with(rest) => Found::Unclear,
            // A blank of the delimiter may be cut off at a line's end.
            Some(first)
                if [*first, b' '] == *delimiter
                    && matches!(rest.get(1), None | Some(b'\r' | b'\n')) =>
            {
                Found::Part(1)
            }
            _ => Found::Byte,
        }
    }
}

/// A byte of a quoted field.
fn literal(byte: u8, out: &mut Vec<u8>) {
    if byte == b'"' {
        out.push(b'"');
    }
    out.push(byte);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn odd(delimiter: &str, quote: u8, escape: Escape) -> Odd {
        Odd {
            delimiter: delimiter.into(),
            quote,
            escape,
        }
    }

    fn rewritten(odd: &Odd, text: &str) -> String {
        let bytes = odd.rewritten(text.as_bytes(), true);
        String::from_utf8(bytes).expect("it was text")
    }

    #[test]
    fn apostrophes_become_quotes() {
        let odd = odd(",", b'\'', Escape::Doubled);
        let text = "'a,b','it''s','don't, no',5\" x,\"y\"\n";
        let wanted = "\"a,b\",\"it's\",\"don't, no\",5\" x,\"\"\"y\"\"\"\n";
        assert_eq!(rewritten(&odd, text), wanted);
    }

    #[test]
    fn backslashes_are_taken_off_quotes() {
        let odd = odd("|", b'"', Escape::Backslash);
        let text = "1|\"a\\\"2\\\" \\\\ \\n\"|\\x\n";
        assert_eq!(rewritten(&odd, text), "1|\"a\"\"2\"\" \\ \\n\"|\\x\n");
    }

    #[test]
    fn bare_quotes_inside_quotes_are_doubled() {
        let odd = odd(",", b'"', Escape::None);
        let text = "\"48\"\",\"a \"b\" c\"\r\n\"x\"";
        let wanted = "\"48\"\"\",\"a \"\"b\"\" c\"\r\n\"x\"";
        assert_eq!(rewritten(&odd, text), wanted);
    }

    #[test]
    fn quotation_marks_stay_doubled_where_apostrophes_were_exchanged() {
        let odd = odd(",", b'\'', Escape::Exchanged);
        let text = "'5\"\" x, y','it's','a''b','c\"',d\"\",e\n";
        let wanted = "\"5\"\" x, y\",\"it's\",\"a'b\",\"c\"\"\",d\"\",e\n";
        assert_eq!(rewritten(&odd, text), wanted);
    }

    #[test]
    fn a_long_delimiter_becomes_one_byte() {
        let odd = odd("||", b'"', Escape::Doubled);
        let text = "a||\"b||c\"||d|e\n||\n";
        assert_eq!(rewritten(&odd, text), "a\x1f\"b||c\"\x1fd|e\n\x1f\n");
    }

    proptest! {
        #[test]
        fn the_pieces_do_not_matter(
            text in "[ab,'\"\\\\\n\r| ]{0,40}",
            size in 1_usize..5,
            delimiter in prop::sample::select(vec![",", "||", ", "]),
            quote in prop::sample::select(vec![b'\'', b'"']),
            escape in prop::sample::select(vec![
                Escape::Doubled, Escape::Backslash, Escape::None,
                Escape::Exchanged,
            ]),
        ) {
            let odd = odd(delimiter, quote, escape);
            let whole = odd.rewritten(text.as_bytes(), true);
            let mut rewrite = Rewrite::new(odd);
            let mut parts = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                rewrite.feed(piece, false, &mut parts);
            }
            rewrite.feed(&[], true, &mut parts);
            prop_assert_eq!(whole, parts);
        }
    }
}
