import type { Rule } from 'antd/es/form';

/** Only what can be said while typing; the server decides and has a sentence for every failure. */
export const passwordRules: Rule[] = [{ required: true, message: '请填写密码' }];

export function confirmRule(field: string): Rule {
  return ({ getFieldValue }) => ({
    validator: (_, value) =>
      value === getFieldValue(field) ? Promise.resolve() : Promise.reject(new Error('两次输入的密码不一样')),
  });
}
