import { peopleRegisters } from '@quantu/people';
import { directoryRoom } from '@quantu/people/server';
import { Registers, type Register } from '@quantu/registers';
import { driftOf, registersRoom } from '@quantu/registers/server';
import { TEST_DISTRICT, testStore } from '@quantu/store/testing';
import { expect, test } from 'vitest';
import { projectRegisters } from './registers.ts';
import { projectsRoom } from './room.server.ts';

test('the migrations make every table and column that the registers declare', async () => {
  const store = await testStore([registersRoom, directoryRoom, projectsRoom]);
  const people: readonly Register[] = peopleRegisters;
  expect(await driftOf(store.read(TEST_DISTRICT), new Registers([...people, ...projectRegisters]))).toEqual([]);
  await store.close();
});
