/** Loaded before a server of the tests: its clock is ahead of ours by CLOCK_AHEAD_MS. The database keeps the real time. */
const aheadMs = Number(process.env.CLOCK_AHEAD_MS);
const OurDate = Date;

globalThis.Date = class extends OurDate {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(OurDate.now() + aheadMs);
  }

  static now() {
    return OurDate.now() + aheadMs;
  }
};
