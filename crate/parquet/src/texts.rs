//! Many short texts, one after the other.

/// Texts in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + 4 * self.ends.capacity()
    }

    /// Where the next text is written; [`Texts::end`] ends it.
    pub fn open(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Ends the text at hand.
    pub fn end(&mut self) {
        self.ends.push(self.bytes.len() as u32);
    }

    /// A text; `None` beyond the last.
    pub fn get(&self, index: usize) -> Option<&[u8]> {
        let end = *self.ends.get(index)? as usize;
        let before = index.checked_sub(1).map(|before| self.ends[before]);
        Some(&self.bytes[before.unwrap_or(0) as usize..end])
    }
}

/// Writes a value between commas: with quotation marks where it needs them.
pub(crate) fn quote(text: &[u8], out: &mut Vec<u8>) {
    let special = |byte: &u8| matches!(byte, b'"' | b',' | b'\n' | b'\r');
    if !text.iter().any(special) {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for byte in text {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}
