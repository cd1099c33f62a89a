//! Marks that would cover one another, joined to clusters.

/// Marks that stand so near to one another that they are drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::site) struct Cluster {
    /// The middle of its marks, in hundredths of the width.
    pub(in crate::site) at: f64,
    /// Its marks, by their places in the list; ascending.
    pub(in crate::site) marks: Vec<usize>,
}

/// Joins marks, given by where they stand from left to right, until all middles are at least `gap` apart.
pub(in crate::site) fn clusters(places: &[f64], gap: f64) -> Vec<Cluster> {
    let mut joined: Vec<Cluster> = Vec::new();
    for (mark, at) in places.iter().enumerate() {
        let mut next = Cluster { at: *at, marks: vec![mark] };
        while let Some(last) = joined.pop() {
            if next.at - last.at >= gap {
                joined.push(last);
                break;
            }
            let (a, b) = (last.marks.len() as f64, next.marks.len() as f64);
            let marks = last.marks.into_iter().chain(next.marks).collect();
            next = Cluster { at: (last.at * a + next.at * b) / (a + b), marks };
        }
        joined.push(next);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_clusters_are_nearer_than_the_gap_and_no_mark_is_lost() {
        let many: Vec<f64> = (0..300).map(|number| f64::from(number) / 3.0).collect();
        let one = vec![50.0; 300];
        let pairs = vec![0.0, 2.9, 3.0, 5.9, 100.0];
        for places in [many, one, pairs, vec![7.0], vec![]] {
            let found = clusters(&places, 3.0);
            assert!(found.windows(2).all(|pair| pair[1].at - pair[0].at >= 3.0), "{found:?}");
            let marks: Vec<usize> = found.iter().flat_map(|cluster| cluster.marks.clone()).collect();
            assert_eq!(marks, (0..places.len()).collect::<Vec<_>>());
        }
        assert_eq!(clusters(&[1.0, 9.0], 3.0).len(), 2);
    }
}
