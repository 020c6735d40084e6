//! Whole values, passed without a look at what they mean; nothing recurs, whatever the brackets.

use super::{Cursor, Fault, What};

impl Cursor<'_> {
    /// Passes a whole value.
    ///
    /// # Errors
    /// Where it is no JSON, or more than so many levels of brackets are open in it.
    pub fn skip(&mut self, levels: usize) -> Result<(), Fault> {
        let mut open = Vec::new();
        loop {
            let inside = self.enter(&mut open, levels)?;
            if !inside && !self.leave(&mut open)? {
                return Ok(());
            }
        }
    }

    /// Passes a scalar, or a bracket; says whether a value follows within it.
    fn enter(&mut self, open: &mut Vec<u8>, levels: usize) -> Result<bool, Fault> {
        let close = match self.peek() {
            Some(b'{') => b'}',
            Some(b'[') => b']',
            _ => return self.scalar().map(|()| false),
        };
        if open.len() >= levels {
            return Err(Fault { at: self.at..self.at + 1, what: What::TooDeep });
        }
        self.at += 1;
        if self.eat(close) {
            return Ok(false);
        }
        if close == b'}' {
            self.key()?;
        }
        open.push(close);
        Ok(true)
    }

    /// Passes what stands between the end of a value and the next one; says whether there is one.
    fn leave(&mut self, open: &mut Vec<u8>) -> Result<bool, Fault> {
        while let Some(close) = open.last().copied() {
            if self.eat(b',') {
                if close == b'}' {
                    self.key()?;
                }
                return Ok(true);
            }
            self.close(close)?;
            open.pop();
        }
        Ok(false)
    }

    /// Passes the bracket that ends an object or an array.
    ///
    /// # Errors
    /// Where something else comes.
    pub fn close(&mut self, bracket: u8) -> Result<(), Fault> {
        self.expect(bracket, if bracket == b'}' { "`,` or `}`" } else { "`,` or `]`" })
    }

    fn scalar(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ if self.null() || self.truth().is_some() => Ok(()),
            _ => Err(self.expected("a value")),
        }
    }
}
