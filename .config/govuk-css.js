/**
 * GOV.UK Frontend's stylesheet, without what only gov.uk domains may use. The typeface is replaced by ours, and
 * every rule that would fetch the typeface or the crest is left out, so that nothing is asked for that we do not have.
 *
 * @returns {import('postcss').Plugin}
 */
export function withoutCrown() {
  return {
    postcssPlugin: 'without-crown',
    AtRule: {
      'font-face'(rule) {
        if (rule.toString().includes('GDS Transport')) rule.remove();
      },
    },
    Declaration(declaration) {
      if (declaration.value.includes('/assets/')) declaration.remove();
      else if (declaration.value.startsWith('GDS Transport')) declaration.value = 'var(--typeface)';
    },
  };
}
