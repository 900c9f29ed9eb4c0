//! Trains the name tagger and writes its files.
//!
//! ```text
//! cargo run --release --example train_tagger -- --clusters word-clusters.tsv.gz --out src/tagger/data \
//!     --train wikigold.tsv.gz:3 --train voa-silver.tsv.gz:1 … [--test worldwide-dev.jsonl.gz …]
//! ```
//!
//! What forms the sets can have, `labelled` says; the number behind the colon is the weight of their sentences.
//! Deterministic: one thread, a fixed shuffle.

#[path = "labelled/mod.rs"]
mod labelled;

use std::io::BufRead;
use std::path::{Path, PathBuf};

use clap::Parser;
use dateline::tagger::clusters::{Class, Clusters};
use dateline::tagger::features::View;
use dateline::tagger::labels::{LABELS, NameKind, OUTSIDE, begin, may_follow};
use dateline::tagger::model::Model;
use dateline::tagger::{Name, Tagger};
use dateline::text::{Span, Text};
use labelled::{Document, Failure, f1, open, read_documents};

#[derive(Parser)]
struct Args {
    /// word TAB class of 64 TAB class of 512 TAB class of 2048, most frequent first
    #[arg(long)]
    clusters: PathBuf,
    #[arg(long, default_value_t = 120_000)]
    words: usize,
    #[arg(long = "train", required = true)]
    train: Vec<String>,
    #[arg(long = "test")]
    test: Vec<PathBuf>,
    #[arg(long)]
    out: Option<PathBuf>,
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    #[arg(long, default_value_t = 17)]
    bits: u32,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    #[arg(long, default_value_t = 0.03)]
    prune: f32,
    /// FILE:COUNT:WEIGHT of JSON Lines of `{text}`: tagged by a first model, then trained on.
    #[arg(long)]
    unlabelled: Vec<String>,
}

/// A document and the weight of its sentences.
type Weighted = (Document, f32);

fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let packed = Clusters::pack(read_clusters(&args.clusters, args.words)?.iter().map(|(w, c)| (w.as_str(), *c)));
    let clusters = Clusters::from_bytes(&packed);
    let mut documents = Vec::new();
    for spec in &args.train {
        let (path, weight) = spec.rsplit_once(':').ok_or("--train FILE:WEIGHT")?;
        let before = documents.len();
        let weight: f32 = weight.parse()?;
        documents.extend(read_documents(Path::new(path))?.into_iter().map(|document| (document, weight)));
        eprintln!("{path}: {} documents", documents.len() - before);
    }
    let trainer = Trainer { bits: args.bits, epochs: args.epochs, rate: args.rate, prune: args.prune };
    let mut packed_model = trainer.train(&documents, &clusters);
    let tagger = |bytes: &[u8]| {
        Model::from_bytes(bytes).map(|model| Tagger { model, clusters: clusters.clone() }).ok_or("packed model")
    };
    for spec in &args.unlabelled {
        let [path, count, weight] = spec.split(':').collect::<Vec<_>>()[..] else {
            return Err("--unlabelled FILE:COUNT:WEIGHT".into());
        };
        let teacher = tagger(&packed_model)?;
        documents.extend(tag_unlabelled(&teacher, Path::new(path), count.parse()?, weight.parse()?)?);
        eprintln!("{path}: tagged, training again on {} documents", documents.len());
    }
    if !args.unlabelled.is_empty() {
        packed_model = trainer.train(&documents, &clusters);
    }
    if let Some(out) = &args.out {
        std::fs::create_dir_all(out)?;
        std::fs::write(out.join("clusters.bin"), &packed)?;
        std::fs::write(out.join("names.bin"), &packed_model)?;
    }
    let tagger = tagger(&packed_model)?;
    for path in &args.test {
        evaluate(path, &read_documents(path)?, &tagger);
    }
    Ok(())
}

/// Texts without labels, labelled by the model so far: whole documents, which the labelled sets,
/// single sentences, are not. Every n-th document, so that all kinds of the collection are there.
fn tag_unlabelled(teacher: &Tagger, path: &Path, count: usize, weight: f32) -> Result<Vec<Weighted>, Failure> {
    let mut bodies = Vec::new();
    for line in open(path)?.lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let body = value["text"].as_str().ok_or("no text")?;
        if body.len() < 6000 {
            bodies.push(dateline::text::normalise(body));
        }
    }
    let every = (bodies.len() / count.max(1)).max(1);
    Ok(bodies
        .into_iter()
        .step_by(every)
        .take(count)
        .map(|body| {
            let text = Text::new(body);
            let names = teacher.tag(&text).into_iter().map(|n| (n.span, n.kind)).collect();
            (Document { text, names }, weight)
        })
        .collect())
}

struct Trainer {
    bits: u32,
    epochs: usize,
    rate: f32,
    prune: f32,
}

/// A sentence's features as rows of the weights, one slice a token.
struct Sentence {
    rows: Vec<u32>,
    ends: Vec<u32>,
    gold: Vec<u8>,
    weight: f32,
}

impl Trainer {
    /// Trains a conditional random field by stochastic gradients with per-weight rates (AdaGrad);
    /// returns the packed model.
    fn train(&self, documents: &[Weighted], clusters: &Clusters) -> Vec<u8> {
        let mask = (1u64 << self.bits) - 1;
        let mut sentences = Vec::new();
        let mut features = Vec::new();
        for (document, weight) in documents {
            let view = View::new(&document.text, clusters);
            let gold = labels_of(&document.text, &document.names);
            for range in view.sentences() {
                let mut sentence = Sentence { rows: Vec::new(), ends: Vec::new(), gold: Vec::new(), weight: *weight };
                for i in range.clone() {
                    view.features(range, i, &mut features);
                    sentence.rows.extend(features.iter().map(|f| (f & mask) as u32));
                    sentence.ends.push(sentence.rows.len() as u32);
                    sentence.gold.push(gold[i] as u8);
                }
                sentences.push(sentence);
            }
        }
        let mut field = Field::new(1 << self.bits, self.rate);
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut random = 0x2545_F491_4F6C_DD1Du64;
        for _ in 0..self.epochs {
            for k in (1..order.len()).rev() {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                order.swap(k, (random % (k as u64 + 1)) as usize);
            }
            for s in &order {
                field.learn(&sentences[*s]);
            }
        }
        Model::pack(&field.weights, &field.transitions, self.prune)
    }
}

struct Field {
    weights: Vec<f32>,
    squares: Vec<f32>,
    transitions: [[f32; LABELS]; LABELS],
    transition_squares: [[f32; LABELS]; LABELS],
    rate: f32,
}

impl Field {
    fn new(rows: usize, rate: f32) -> Field {
        Field {
            weights: vec![0.0; rows * LABELS],
            squares: vec![0.0; rows * LABELS],
            transitions: [[0.0; LABELS]; LABELS],
            transition_squares: [[0.0; LABELS]; LABELS],
            rate,
        }
    }

    fn learn(&mut self, sentence: &Sentence) {
        let n = sentence.gold.len();
        if n == 0 {
            return;
        }
        let mut start = 0;
        let mut scores = Vec::with_capacity(n);
        for end in &sentence.ends {
            let mut sums = [0f32; LABELS];
            for row in &sentence.rows[start..*end as usize] {
                let at = *row as usize * LABELS;
                for (sum, weight) in sums.iter_mut().zip(&self.weights[at..at + LABELS]) {
                    *sum += weight;
                }
            }
            start = *end as usize;
            scores.push(sums);
        }
        let (forward, backward, total) = self.sums(&scores);
        // Transitions: expected minus seen.
        let mut gradient = [[0f32; LABELS]; LABELS];
        for k in 0..n {
            for to in 0..LABELS {
                let froms = if k == 0 { 0..1 } else { 0..LABELS };
                for from in froms.filter(|f| may_follow(*f, to)) {
                    let before = if k == 0 { 0.0 } else { forward[k - 1][from] };
                    let p = (before + self.transitions[from][to] + scores[k][to] + backward[k][to] - total).exp();
                    gradient[from][to] += p;
                }
            }
            let from = if k == 0 { 0 } else { sentence.gold[k - 1] as usize };
            gradient[from][sentence.gold[k] as usize] -= 1.0;
        }
        let transitions = self.transitions.iter_mut().flatten().zip(self.transition_squares.iter_mut().flatten());
        for ((weight, squares), g) in transitions.zip(gradient.iter().flatten()) {
            step(weight, squares, g * sentence.weight, self.rate);
        }
        let mut start = 0;
        for (k, end) in sentence.ends.iter().enumerate() {
            let mut g = [0f32; LABELS];
            for (label, g) in g.iter_mut().enumerate() {
                *g = (forward[k][label] + backward[k][label] - total).exp();
            }
            g[sentence.gold[k] as usize] -= 1.0;
            let largest = g.iter().fold(0f32, |m, x| m.max(x.abs()));
            if largest > 1e-4 {
                for row in &sentence.rows[start..*end as usize] {
                    let at = *row as usize * LABELS;
                    for (label, g) in g.iter().enumerate() {
                        step(
                            &mut self.weights[at + label],
                            &mut self.squares[at + label],
                            g * sentence.weight,
                            self.rate,
                        );
                    }
                }
            }
            start = *end as usize;
        }
    }

    /// Log sums over all ways to and from each label of each token, and over all ways.
    fn sums(&self, scores: &[[f32; LABELS]]) -> (Vec<[f32; LABELS]>, Vec<[f32; LABELS]>, f32) {
        let n = scores.len();
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; n];
        let mut backward = vec![[0f32; LABELS]; n];
        for to in (0..LABELS).filter(|to| may_follow(0, *to)) {
            forward[0][to] = scores[0][to] + self.transitions[0][to];
        }
        for k in 1..n {
            for to in 0..LABELS {
                let ways =
                    (0..LABELS).filter(|f| may_follow(*f, to)).map(|f| forward[k - 1][f] + self.transitions[f][to]);
                forward[k][to] = log_sum(ways) + scores[k][to];
            }
        }
        for k in (0..n - 1).rev() {
            for from in 0..LABELS {
                let ways = (0..LABELS)
                    .filter(|t| may_follow(from, *t))
                    .map(|t| self.transitions[from][t] + scores[k + 1][t] + backward[k + 1][t]);
                backward[k][from] = log_sum(ways);
            }
        }
        let total = log_sum(forward[n - 1].iter().copied());
        (forward, backward, total)
    }
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let largest = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if largest == f32::NEG_INFINITY { largest } else { largest + values.map(|v| (v - largest).exp()).sum::<f32>().ln() }
}

fn step(weight: &mut f32, squares: &mut f32, gradient: f32, rate: f32) {
    *squares += gradient * gradient;
    if *squares > 0.0 {
        *weight -= rate * gradient / (squares.sqrt() + 1e-2);
    }
}

/// The labels of a text's tokens for the names in it. A token that only partly lies in a name counts
/// as inside.
fn labels_of(text: &Text, names: &[(Span, NameKind)]) -> Vec<usize> {
    let mut labels = vec![OUTSIDE; text.tokens().len()];
    for (span, kind) in names {
        let first = text.tokens().partition_point(|t| t.span.end <= span.start);
        let inside = text.tokens()[first..].iter().take_while(|t| t.span.start < span.end).count();
        for (k, label) in labels[first..first + inside].iter_mut().enumerate() {
            *label = begin(*kind) + usize::from(k > 0);
        }
    }
    labels
}

fn evaluate(path: &Path, documents: &[Document], tagger: &Tagger) {
    for (how, tag) in
        [("sentences", Tagger::tag_sentences as fn(&Tagger, &Text) -> Vec<Name>), ("document", Tagger::tag)]
    {
        let mut counts = [[0usize; 3]; 4]; // by kind: right, predicted, gold
        for document in documents {
            for (_, kind) in &document.names {
                counts[*kind as usize][2] += 1;
            }
            for name in tag(tagger, &document.text) {
                counts[name.kind as usize][1] += 1;
                counts[name.kind as usize][0] += usize::from(document.names.contains(&(name.span, name.kind)));
            }
        }
        let mut all = [0; 3];
        print!("{:34} {how:10}", path.file_name().unwrap_or_default().display());
        for (name, c) in ["PER", "LOC", "ORG"].iter().zip(&counts) {
            print!("  {name} {:.1}", f1(*c));
            (0..3).for_each(|k| all[k] += c[k]);
        }
        let percent = |of: usize| 100.0 * all[0] as f64 / of.max(1) as f64;
        println!("  all {:.1} (P {:.1} R {:.1})", f1(all), percent(all[1]), percent(all[2]));
    }
}

fn read_clusters(path: &Path, words: usize) -> Result<Vec<(String, Class)>, Failure> {
    let mut out = Vec::new();
    for line in open(path)?.lines().take(words) {
        let line = line?;
        let parts: Vec<&str> = line.split('\t').collect();
        if let [word, _, coarse, fine] = parts[..] {
            out.push((word.to_owned(), Class { coarse: coarse.parse()?, fine: fine.parse()? }));
        }
    }
    Ok(out)
}
