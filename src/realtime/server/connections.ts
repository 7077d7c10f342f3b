import type { Connection } from './connection.ts';

/** Every open connection of this node, and how many each person has. */
export class Connections {
  readonly #all = new Set<Connection>();
  readonly #ofPerson = new Map<string, number>();

  /** Many at the door at once are each let in before the others are counted: whoever is one too many ends here. */
  add(connection: Connection, most: number): void {
    this.#all.add(connection);
    const { personId } = connection.person;
    this.#ofPerson.set(personId, this.countOf(personId) + 1);
    if (this.countOf(personId) > most) connection.end('too-many');
  }

  remove(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const { personId } = connection.person;
    const left = this.countOf(personId) - 1;
    if (left) this.#ofPerson.set(personId, left);
    else this.#ofPerson.delete(personId);
  }

  countOf(personId: string): number {
    return this.#ofPerson.get(personId) ?? 0;
  }

  get all(): ReadonlySet<Connection> {
    return this.#all;
  }
}
