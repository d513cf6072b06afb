import { expect, test } from 'vitest';
import { ApiFault } from '../../shell/api.ts';
import { SAMPLE } from '../model/sample-register.test-data.ts';
import { problemsOf } from './faults.ts';

const fields = [
  ...SAMPLE.fields,
  { ...SAMPLE.fields[0]!, key: 'plan', label: '投资' },
  { ...SAMPLE.fields[0]!, key: 'yearPlan', label: '年度计划投资' },
];
const problem = (text: string, body: Record<string, unknown> = {}, status = 422) =>
  problemsOf(new ApiFault(status, 'record.field', text, body), fields);

test('a refusal that names its fields stands under them', () => {
  expect(problem('造价不能为负', { field: 'costYuan' })).toEqual({ costYuan: '造价不能为负' });
  expect(problem('两处不对', { problems: { name: '太长', spans: '太大' } })).toEqual({ name: '太长', spans: '太大' });
});

test('a sentence that only speaks of a field stands under that field', () => {
  expect(problem('年度计划投资不能为负')).toEqual({ yearPlan: '年度计划投资不能为负' });
  expect(problem('造价太大；名称太长')).toEqual({ costYuan: '造价太大', name: '名称太长' });
  expect(problem('服务器没有接受这个请求')).toEqual({});
});

test('a stale version is no fault of a field', () => {
  expect(problem('名称已被别人改过', {}, 409)).toEqual({});
});
