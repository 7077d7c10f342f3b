/** Every number the engine promises, in one place. Units are in the names. */
export const limits = {
  authenticateWithinMs: 10_000,
  updateMaxBytes: 64 * 1024,
  documentMaxBytes: 5 * 1024 * 1024,
  /** Structs and delete ranges in one update; three hundred offline edits come to about a thousand. */
  structsPerUpdate: 5_000,
  /** Pieces of text one update's deletes may touch: stops ranges that overlap thousands of times. */
  piecesPerUpdate: 50_000,
  /** More of other people's characters than this cannot go in one update: longer than a 200-word summary. */
  deleteOthersMaxCharacters: 2_000,
  asksPerSecond: 50,
  presencePerSecond: 5,
  /** Sealed bytes in one message of a relay, and how many messages one connection may send. */
  relayMaxBytes: 48 * 1024,
  relayPerSecond: 40,
  relayBurst: 80,
  relaysPerConnection: 4,
  updatesPerSecond: 200,
  /** What somebody who was offline may send at once. */
  updatesBurst: 1_000,
  /** Refused for speed so much more often than not: the connection is closed. */
  refusalsBeforeClose: 500,
  /** Shortest time from the start of one commit to the start of the next; none when it is quiet. */
  commitTickMs: 3,
  /** From this many updates a second on, commits keep that time. */
  busyUpdatesPerSecond: 500,
  /** From this many on, each commit waits this long for more: fewer of them carry more words on the same two cores. */
  crowdUpdatesPerSecond: 5_000,
  crowdTickMs: 5,
  /** A commit that takes longer counts as "not saved". */
  commitTimeoutMs: 5_000,
  /** Rows waiting to be committed on this node; beyond it the answer is "not saved". */
  waitingRowsMax: 20_000,
  /** Recent rows kept in memory for those who come back. */
  recentRows: 500,
  compactAfterRows: 200,
  compactAfterBytes: 64 * 1024,
  /** A tail longer than this is replayed in a worker, so that other documents go on. */
  replayInWorkerRows: 1_000,
  compactTimeoutMs: 20_000,
  unloadAfterMs: 30_000,
  leaseMs: 30_000,
  slowReaderMaxBytes: 1024 * 1024,
  slowReaderMs: 10_000,
  slowReaderLookMs: 1_000,
  pingIntervalMs: 5_000,
  pingTimeoutMs: 5_000,
  messageMaxBytes: 256 * 1024,
  connectionsPerPerson: 20,
  documentsPerConnection: 30,
  /** Who is in a space is told at once, and then not again for this long. */
  presenceTellMs: 50,
  presenceRefreshMs: 10_000,
  presenceGoneMs: 30_000,
  /** This node's own heartbeat through the wake-up channel, and how long until silence means it is lost. */
  wakeUpPingMs: 2_000,
  wakeUpLostMs: 5_000,
  /** Changes of a shared list that come within this are told once. */
  queueGatherMs: 250,
  /** A node not heard of for this long is gone, and whoever was connected to it. */
  nodeGoneMs: 15_000,
  /** How often rows are looked for while wake-ups are lost. */
  pollMs: 500,
} as const;

/** The same numbers, open to being smaller in a test. */
export type Limits = { readonly [K in keyof typeof limits]: number };
