import { sql } from 'drizzle-orm';
import { person } from '#domain/people/schema.server.ts';

/** What the others see somebody called: staff by their full name, everybody else as they asked to be. */
export const nameShown = sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`;
