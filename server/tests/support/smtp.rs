//! A small real mail server: takes mail over SMTP, or misbehaves as told.

use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// How the server behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Takes everything.
    #[default]
    Takes,
    /// Refuses everything for now: 451.
    Refuses,
    /// Takes a mail, but the connection breaks before it can say so.
    BreaksAfterTaking,
    /// Takes everything, after a while.
    TakesItsTime(Duration),
    /// Refuses these recipients for good: 550.
    RefusesFor(HashSet<String>),
}

/// A mail that the server took.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The envelope's recipient.
    pub to: String,
    /// Head and body.
    pub text: String,
}

impl Taken {
    /// A header's value; headers of ours are one line.
    pub fn header(&self, name: &str) -> String {
        let prefix = format!("{name}: ");
        let line = self
            .text
            .lines()
            .find_map(|line| line.strip_prefix(&prefix));
        line.unwrap_or_default().to_owned()
    }
}

/// The server. It listens until the test ends.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Where.
    pub address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<Taken>>>,
    attempts: Arc<AtomicUsize>,
}

impl Smtp {
    /// Starts on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let smtp = Self {
            address: listener.local_addr().expect("an address"),
            manner: Arc::default(),
            taken: Arc::default(),
            attempts: Arc::default(),
        };
        let server = smtp.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move {
                    // A broken connection is the client's to notice.
                    let _ = server.talk(stream).await;
                });
            }
        });
        smtp
    }

    /// Its address as a setting.
    pub fn url(&self) -> url::Url {
        format!("smtp+plain://{}", self.address)
            .parse()
            .expect("a URL")
    }

    /// From now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("no panic elsewhere") = manner;
    }

    /// What it took so far.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("no panic elsewhere").clone()
    }

    /// How many mails were begun.
    pub fn attempts(&self) -> usize {
        self.attempts.load(Ordering::SeqCst)
    }

    fn manner(&self) -> Manner {
        self.manner.lock().expect("no panic elsewhere").clone()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink.example ESMTP\r\n").await?;
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.trim_end();
            let upper = command.to_uppercase();
            let answer = if upper.starts_with("EHLO") {
                "250-sink.example\r\n250 8BITMIME"
            } else if upper.starts_with("MAIL") {
                self.attempts.fetch_add(1, Ordering::SeqCst);
                if self.manner() == Manner::Refuses {
                    "451 4.3.0 come back later"
                } else {
                    "250 go on"
                }
            } else if upper.starts_with("RCPT") {
                to = command
                    .split(['<', '>'])
                    .nth(1)
                    .unwrap_or_default()
                    .to_owned();
                match self.manner() {
                    Manner::RefusesFor(them) if them.contains(&to) => "550 5.1.1 no such person",
                    _ => "250 go on",
                }
            } else if upper.starts_with("DATA") {
                stream.write_all(b"354 end with a dot\r\n").await?;
                let text = data(&mut stream).await?;
                let manner = self.manner();
                if let Manner::TakesItsTime(time) = manner {
                    tokio::time::sleep(time).await;
                }
                self.taken.lock().expect("no panic elsewhere").push(Taken {
                    to: to.clone(),
                    text,
                });
                if manner == Manner::BreaksAfterTaking {
                    return Ok(());
                }
                "250 taken"
            } else if upper.starts_with("QUIT") {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            } else {
                "250 fine"
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(text);
        }
        // A dot that begins a line is doubled on the way.
        text.push_str(
            line.strip_prefix('.')
                .filter(|_| line.starts_with(".."))
                .unwrap_or(&line),
        );
    }
}
