/** Every number a list of appeals is held to, in one place. Units are in the names. */
export const listLimits = {
  rowsMax: 100_000,
  columnsMax: 100,
  cellMaxCharacters: 2_000,
  rowMaxCharacters: 100_000,
  /** Read, compared and written together: far within the time one statement has. */
  batchRows: 1_000,
  /** Rows that cannot be imported and are kept to be looked at; a list of nothing else is some other file. */
  rejectedKeptMax: 20_000,
  /** On the page; all of them are in the file to download. */
  rejectedShownMax: 50,
} as const;
