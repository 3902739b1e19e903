//! `serve`: builds, then shows `dist/hosted` on this machine only, with the
//! headers a host would send.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

use crate::{dist, policy, tool::Fault};

/// Where the page is, unless told otherwise.
pub(crate) const PORT: u16 = 8080;

/// Reads a port.
pub(crate) fn parse_port(text: &str) -> Result<u16, Fault> {
    let wrong = |_| Fault::new(format!("{text:?} is no port, 1..=65535"));
    text.parse().map_err(wrong)
}

/// Builds and serves until it is stopped.
pub(crate) fn run(port: u16) -> Result<(), Fault> {
    let page = dist::run()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = listener.map_err(|e| busy(port, &e))?;
    let reply = Arc::new(reply(&page.policy, &page.html));
    println!("\nKindred is at http://127.0.0.1:{port}/ (Ctrl+C stops it)");
    for stream in listener.incoming() {
        let (stream, reply) = (stream?, Arc::clone(&reply));
        thread::spawn(move || {
            // A browser that hangs up in the middle is no reason to stop.
            if let Err(error) = answer(stream, &reply) {
                eprintln!("a request was not answered: {error}");
            }
        });
    }
    Ok(())
}

fn busy(port: u16, error: &io::Error) -> Fault {
    Fault::new(format!(
        "port {port} can't be used ({error}); another one: \
         npm start -- 8081"
    ))
}

fn reply(policy: &str, html: &str) -> String {
    let length = html.len();
    let first = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Length: {length}\r\nConnection: close\r\n"
    );
    let lines = policy::headers(policy);
    let lines = lines.iter().map(|(name, value)| format!("{name}: {value}"));
    lines.fold(first, |text, line| text + &line + "\r\n") + "\r\n" + html
}

fn answer(mut stream: TcpStream, reply: &str) -> Result<(), io::Error> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(&stream);
    let mut first = String::new();
    if lines.read_line(&mut first)? == 0 {
        return Ok(());
    }
    let mut rest = String::new();
    while lines.read_line(&mut rest)? > 2 {
        rest.clear();
    }
    let none = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\
                Connection: close\r\n\r\n";
    let text = if is_page(&first) { reply } else { none };
    stream.write_all(text.as_bytes())
}

fn is_page(line: &str) -> bool {
    let mut words = line.split(' ');
    words.next() == Some("GET")
        && matches!(words.next(), Some("/" | "/index.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_itself_is_served() {
        assert!(is_page("GET / HTTP/1.1\r\n"));
        assert!(is_page("GET /index.html HTTP/1.1\r\n"));
        assert!(!is_page("GET /?leak HTTP/1.1\r\n"));
        assert!(!is_page("GET /../Cargo.toml HTTP/1.1\r\n"));
        assert!(!is_page("POST / HTTP/1.1\r\n"));
    }
}
