import assert from 'node:assert/strict';
import { storeFault } from '../faults.ts';
import type { Migration, Room } from '../room.ts';
import { migrationHash } from './text.ts';

/** A migration with the room it belongs to and the hash of its text. */
export interface Step {
  readonly room: string;
  readonly id: string;
  readonly hash: string;
  readonly up: Migration['up'];
}

/** A step as a database remembers it. */
export type Applied = Pick<Step, 'room' | 'id' | 'hash'>;

/** The steps of all rooms of one kind in the order in which they run: by day, then by room, then as listed. */
export async function stepsOf(rooms: readonly Room[], where: Room['where']): Promise<Step[]> {
  const steps: (Step & { day: string; rank: number })[] = [];
  for (const [rank, room] of rooms.filter((room) => room.where === where).entries()) {
    for (const { id, up } of room.migrations) {
      assert(/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/.test(id), `migration ${room.name}/${id}: an id is a day and a slug`);
      const isNew = !steps.some((step) => step.room === room.name && step.id === id);
      assert(isNew, `migration ${room.name}/${id} is there twice`);
      steps.push({ room: room.name, id, up, hash: await migrationHash({ id, up }), day: id.slice(0, 10), rank });
    }
  }
  return steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.rank - b.rank));
}

/** The steps a schema still needs. Refuses a schema from a newer program and an edited migration. */
export function pendingSteps(steps: readonly Step[], applied: readonly Applied[]): Step[] {
  const known = new Map(steps.map((step) => [`${step.room}/${step.id}`, step]));
  for (const { room, id, hash } of applied) {
    const step = known.get(`${room}/${id}`);
    if (!step) throw storeFault('store.newer', { room, id });
    if (step.hash !== hash) throw storeFault('store.migration-edited', { room, id });
    known.delete(`${room}/${id}`);
  }
  return [...known.values()];
}
