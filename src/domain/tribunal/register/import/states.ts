/** Where a list is, in words for the page. */
export const statesInWords = {
  mapping: 'Not tried yet',
  trying: 'Being tried',
  tried: 'Tried: nothing of it is in the register yet',
  importing: 'Being imported',
  imported: 'Imported',
  failed: 'It could not be finished',
  dropped: 'Thrown away',
} as const;
