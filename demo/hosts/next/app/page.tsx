import { Help } from './help';

export default function Page() {
  return (
    <>
      <h1>Next.js</h1>
      <Help person={{ workspace: 'acme', id: 'ada' }} />
    </>
  );
}
