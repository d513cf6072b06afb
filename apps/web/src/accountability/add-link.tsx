import { PlusOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { registerAddress, useCatalogue } from '../shell/catalogue.ts';
import { givenSearch, type Given } from '../registers/form/given.ts';

interface Props {
  district: string;
  register: string;
  given: Given;
  children: ReactNode;
}

/** The way to a new record with what is known put in already; for those who may make one. */
export function AddLink({ district, register, given, children }: Props) {
  const catalogue = useCatalogue(district);
  const found = catalogue.data?.data.find(({ key }) => key === register);
  if (!found?.can.create) return null;
  return (
    <Link className="review-add no-print" to={`${registerAddress(district, register)}/new?${givenSearch(given)}`}>
      <PlusOutlined /> {children}
    </Link>
  );
}
