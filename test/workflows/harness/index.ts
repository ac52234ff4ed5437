export { fakeHttp, type FakeHttp, type FakeReply, type RecordedRequest } from './fake-http';
export { createHarness } from './harness';
export type * from './types';
