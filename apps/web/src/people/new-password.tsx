import { Form, Input } from 'antd';
import { confirmRule, passwordRules } from './password-rules.ts';

/** A password that is made, typed twice: the field of this name, and `again`. */
export function NewPassword({ name, word }: { name: string; word: string }) {
  return (
    <>
      <Form.Item name={name} label={word} rules={passwordRules}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="again" label={`再输一次${word}`} dependencies={[name]} rules={[confirmRule(name)]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
