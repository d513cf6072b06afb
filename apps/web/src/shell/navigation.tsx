import type { Permission } from '@quantu/people';
import type { RegisterDescription } from '@quantu/registers';
import { CaretDownOutlined, CaretRightOutlined, TableOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { onDay, useAsOf } from './as-of.ts';
import { registerAddress, sectionsOf, useCatalogue, type Section } from './catalogue.ts';
import { useKnownDistrict } from './district-switch.tsx';
import { DISTRICT_GROUPS, SYSTEM_GROUP, type NavGroup } from './nav-items.tsx';
import { useMay } from './session.ts';

/** Only to what exists, and what the reader may open. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const district = useKnownDistrict();
  const registers = useCatalogue(district?.code ?? '').data?.data ?? [];
  return (
    <div className="nav" onClick={(event) => event.target instanceof Element && event.target.closest('a') && onGo?.()}>
      {district && (
        <>
          {DISTRICT_GROUPS.map((group) => (
            <Group key={group.label} group={group} district={district.code} registers={registers} />
          ))}
          <Registers district={district.code} registers={registers} />
        </>
      )}
      <Group group={SYSTEM_GROUP} registers={[]} />
    </div>
  );
}

interface GroupProps {
  group: NavGroup;
  /** Of a group inside a district. */
  district?: string;
  registers: readonly RegisterDescription[];
}

/** What is asked of who goes into a district, where an item asks nothing else. */
const ENTER: readonly Permission[] = ['district.enter'];

/** Seen, not read: the group has this name, and a page's headings are its own. */
function NavHead({ word }: { word: string }) {
  return (
    <div className="nav-head" aria-hidden="true">
      {word}
    </div>
  );
}

function Group({ group: { label, items }, district, registers }: GroupProps) {
  const may = useMay(district);
  const base = district === undefined ? '' : `/d/${encodeURIComponent(district)}`;
  const shown = items.filter(
    ({ needs, register }) =>
      (needs ?? (district === undefined ? [] : ENTER)).some(may) &&
      (register === undefined || registers.some(({ key }) => key === register)),
  );
  if (shown.length === 0) return null;
  return (
    <div role="group" aria-label={label}>
      <NavHead word={label} />
      <ul>
        {shown.map(({ to, word, icon, isExact = false }) => (
          <Item key={to} to={base + to} icon={icon} isExact={isExact}>
            {word}
          </Item>
        ))}
      </ul>
    </div>
  );
}

/** 台账 ▸: every register under its section; the section one is in stands open, others as they were left. */
function Registers({ district, registers }: { district: string; registers: readonly RegisterDescription[] }) {
  const sections = sectionsOf(registers);
  if (sections.length === 0) return null;
  return (
    <div role="group" aria-label="台账">
      <NavHead word="台账" />
      <ul>
        <Item to={`/d/${encodeURIComponent(district)}/registers`} icon={<TableOutlined />} isExact>
          台账目录
        </Item>
      </ul>
      {sections.map((section) => (
        <RegisterSection key={section.label} section={section} district={district} />
      ))}
    </div>
  );
}

function RegisterSection({ section: { label, registers }, district }: { section: Section; district: string }) {
  const { pathname } = useLocation();
  const isHere = registers.some(({ key }) => `${pathname}/`.startsWith(`${registerAddress(district, key)}/`));
  const [isFolded, fold] = useFolded(label);
  const isOpen = isHere || !isFolded;
  return (
    <>
      <button type="button" className="nav-fold" aria-expanded={isOpen} onClick={() => fold(!isFolded)}>
        <span aria-hidden="true" className="tiny">
          {isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
        </span>
        {label}
        <span className="quiet">{registers.length}</span>
      </button>
      {isOpen && (
        <ul>
          {registers.map(({ key, label }) => (
            <Item key={key} to={registerAddress(district, key)} icon={<TableOutlined />}>
              {label}
            </Item>
          ))}
        </ul>
      )}
    </>
  );
}

/** Whether a section is folded: until somebody opens it, and as they left it on this computer. */
function useFolded(label: string): [boolean, (isFolded: boolean) => void] {
  const key = `quantu.folded.${label}`;
  const [isFolded, setFolded] = useState(() => localStorage.getItem(key) !== '0');
  return [
    isFolded,
    (next) => {
      setFolded(next);
      localStorage.setItem(key, next ? '1' : '0');
    },
  ];
}

function Item({
  to,
  icon,
  isExact = false,
  children,
}: {
  to: string;
  icon: ReactNode;
  isExact?: boolean;
  children: string;
}) {
  const day = useAsOf();
  return (
    <li>
      <NavLink to={onDay(to, day)} end={isExact}>
        <span aria-hidden="true">{icon}</span>
        {children}
      </NavLink>
    </li>
  );
}
