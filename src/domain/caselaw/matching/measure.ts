/** How well a ranking finds what a person who read the library would have chosen. All from 0 to 1, the higher the better. */
export interface Measured {
  examples: number;
  /** Of the first five, how many bear. With fewer than five to find it cannot reach 1. */
  precisionAt5: number;
  /** Of those that bear, how many are among the first five, and the first ten. */
  recallAt5: number;
  recallAt10: number;
  /** The mean of one divided by the place of the first that bears. */
  meanReciprocalRank: number;
}

export interface Ranked {
  ranking: readonly string[];
  bears: readonly string[];
}

/** MAT4: the mean over examples, each counting the same. Throws a RangeError for none. */
export function measure(answers: readonly Ranked[]): Measured {
  if (answers.length === 0) throw new RangeError('There is nothing to measure.');
  const mean = (of: (one: Ranked) => number) => answers.reduce((sum, one) => sum + of(one), 0) / answers.length;
  const found = (count: number) => (one: Ranked) =>
    one.ranking.slice(0, count).filter((slug) => one.bears.includes(slug)).length;
  return {
    examples: answers.length,
    precisionAt5: mean((one) => found(5)(one) / 5),
    recallAt5: mean((one) => found(5)(one) / one.bears.length),
    recallAt10: mean((one) => found(10)(one) / one.bears.length),
    meanReciprocalRank: mean(({ ranking, bears }) => {
      const place = ranking.findIndex((slug) => bears.includes(slug));
      return place < 0 ? 0 : 1 / (place + 1);
    }),
  };
}
