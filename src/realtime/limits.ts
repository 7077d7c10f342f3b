/** Every number the engine promises, in one place. Units are in the names. */
export const limits = {
  authenticateWithinMs: 10_000,
  updateMaxBytes: 64 * 1024,
  documentMaxBytes: 5 * 1024 * 1024,
  asksPerSecond: 50,
  presencePerSecond: 5,
  commitTickMs: 5,
  unloadAfterMs: 30_000,
  leaseMs: 30_000,
  slowReaderMaxBytes: 1024 * 1024,
  slowReaderMs: 10_000,
  pingIntervalMs: 5_000,
  pingTimeoutMs: 5_000,
  messageMaxBytes: 256 * 1024,
  connectionsPerPerson: 20,
} as const;
