import { sql } from 'drizzle-orm';
import { evidenceItem } from '../schema.server.ts';

/** What a paper is called wherever another room shows it: of one that does not belong here, not even its name (GUARD5). */
export const titleShown = sql<string>`case when ${evidenceItem.state} in ('held', 'recalled')
  or (${evidenceItem.state} = 'refused' and ${evidenceItem.heldBecause} is not null) then 'A paper that does not belong here' else ${evidenceItem.title} end`;
