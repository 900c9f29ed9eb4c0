//! The model: weights of hashed features per label, and of label pairs; and how a sentence is decoded.

use std::ops::Range;

use super::features::View;
use super::labels::{LABELS, may_follow};

/// A linear-chain model over hashed features, in eight bits a weight.
pub struct Model {
    /// `rows × LABELS`, row-major; the number of rows is a power of two.
    weights: Vec<i8>,
    mask: u64,
    scale: f32,
    transitions: [[f32; LABELS]; LABELS],
}

const HEADER: usize = 8 + 4 * LABELS * LABELS;

impl Model {
    /// Reads a model: rows as u32, scale as f32, transitions as f32, then the weights, all little-endian.
    /// `None` when the bytes are not a model.
    pub fn from_bytes(bytes: &[u8]) -> Option<Model> {
        let rows = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
        let scale = f32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
        let weights = bytes.get(HEADER..HEADER + rows * LABELS)?;
        let mut transitions = [[0.0; LABELS]; LABELS];
        for (k, chunk) in bytes[8..HEADER].chunks_exact(4).enumerate() {
            transitions[k / LABELS][k % LABELS] = f32::from_le_bytes(chunk.try_into().ok()?);
        }
        rows.is_power_of_two().then(|| Model {
            weights: weights.iter().map(|b| *b as i8).collect(),
            mask: rows as u64 - 1,
            scale,
            transitions,
        })
    }

    /// Packs trained weights: those under `prune` become nothing, the others eight bits.
    pub fn pack(weights: &[f32], transitions: &[[f32; LABELS]; LABELS], prune: f32) -> Vec<u8> {
        let largest = weights.iter().fold(0f32, |m, w| m.max(w.abs())).max(f32::MIN_POSITIVE);
        // The few largest weights are cut so that the many small ones keep their grain.
        let scale = largest.min(4.0) / 127.0;
        let mut bytes = Vec::with_capacity(HEADER + weights.len());
        bytes.extend(((weights.len() / LABELS) as u32).to_le_bytes());
        bytes.extend(scale.to_le_bytes());
        bytes.extend(transitions.iter().flatten().flat_map(|t| t.to_le_bytes()));
        bytes.extend(weights.iter().map(|w| {
            let w = if w.abs() < prune { 0.0 } else { *w };
            (w / scale).round().clamp(-127.0, 127.0) as i8 as u8
        }));
        bytes
    }

    /// The best labels of one sentence, written to `labels` (one per token of the document).
    pub fn decode(&self, view: &View, range: &Range<usize>, scratch: &mut Scratch, labels: &mut [usize]) {
        let n = range.len();
        scratch.scores.clear();
        for i in range.clone() {
            view.features(range, i, &mut scratch.features);
            let mut sums = [0i32; LABELS];
            for feature in &scratch.features {
                let row = (feature & self.mask) as usize * LABELS;
                for (sum, weight) in sums.iter_mut().zip(&self.weights[row..row + LABELS]) {
                    *sum += i32::from(*weight);
                }
            }
            scratch.scores.push(sums.map(|s| s as f32 * self.scale));
        }
        viterbi(&scratch.scores, &self.transitions, &mut scratch.back);
        let mut best = scratch.back.last().map_or(0, |(_, label)| *label as usize);
        for k in (0..n).rev() {
            labels[range.start + k] = best;
            best = scratch.back[k].0[best] as usize;
        }
    }
}

/// Memory that decoding uses again and again.
#[derive(Default)]
pub struct Scratch {
    features: Vec<u64>,
    scores: Vec<[f32; LABELS]>,
    /// Per token: the best label before each label, and the best label if the sentence ended here.
    back: Vec<([u8; LABELS], u8)>,
}

/// Fills `back` with the best way through `scores`.
pub fn viterbi(scores: &[[f32; LABELS]], transitions: &[[f32; LABELS]; LABELS], back: &mut Vec<([u8; LABELS], u8)>) {
    back.clear();
    let mut best = [f32::NEG_INFINITY; LABELS];
    for (k, score) in scores.iter().enumerate() {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0u8; LABELS];
        for to in 0..LABELS {
            if k == 0 {
                if may_follow(0, to) {
                    next[to] = score[to] + transitions[0][to];
                }
                continue;
            }
            for before in (0..LABELS).filter(|b| may_follow(*b, to)) {
                let total = best[before] + transitions[before][to] + score[to];
                if total > next[to] {
                    next[to] = total;
                    from[to] = before as u8;
                }
            }
        }
        best = next;
        let end = (0..LABELS).max_by(|a, b| best[*a].total_cmp(&best[*b])).unwrap_or(0);
        back.push((from, end as u8));
    }
}
