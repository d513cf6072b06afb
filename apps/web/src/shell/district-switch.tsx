import type { District } from '@quantu/people';
import { Select } from 'antd';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSignedIn } from './session.ts';

const LAST_KEY = 'quantu.district';

/** The district of the address bar; on pages without one (users, account) the last one used. */
export function useKnownDistrict(): District | undefined {
  const { districts } = useSignedIn();
  const { pathname } = useLocation();
  const named = /^\/d\/([^/]+)/.exec(pathname)?.[1];
  const code = named === undefined ? sessionStorage.getItem(LAST_KEY) : decodeURIComponent(named);
  useEffect(() => {
    if (code !== null) sessionStorage.setItem(LAST_KEY, code);
  }, [code]);
  return districts.find((district) => district.code === code) ?? (named === undefined ? districts[0] : undefined);
}

/** Its name; a choice where there is one. */
export function DistrictSwitch() {
  const { districts } = useSignedIn();
  const district = useKnownDistrict();
  const navigate = useNavigate();
  if (!district) return null;
  if (districts.length < 2) return <span className="head-district">{district.name}</span>;
  return (
    <Select
      className="head-district"
      variant="borderless"
      aria-label="区划"
      popupMatchSelectWidth={false}
      value={district.code}
      options={districts.map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(code) => void navigate(`/d/${encodeURIComponent(code)}/documents`)}
    />
  );
}
