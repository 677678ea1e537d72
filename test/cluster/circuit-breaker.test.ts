import { backoffMs } from '../../src/cluster/backoff.js';
import { CircuitBreaker } from '../../src/cluster/circuit-breaker.js';
import { faultOfClient, faultOfStatus } from '../../src/cluster/cluster-fault.js';

describe('the circuit breaker', () => {
  it('opens after failures in a row, lets one try through after a while, and closes when it succeeds', () => {
    let nowMs = 0;
    const said: boolean[] = [];
    const breaker = new CircuitBreaker({ failureCount: 3, openMs: 1_000, now: () => nowMs, onChange: (isOpen) => said.push(isOpen) });
    breaker.failed();
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    breaker.failed();
    expect(breaker.mayTry()).toBe(true);
    breaker.failed();
    expect([breaker.isOpen, breaker.mayTry()]).toEqual([true, false]);
    nowMs = 1_000;
    expect([breaker.mayTry(), breaker.mayTry()]).toEqual([true, false]);
    breaker.failed();
    expect(breaker.isOpen).toBe(true);
    nowMs = 2_500;
    expect(breaker.mayTry()).toBe(true);
    breaker.succeeded();
    expect([breaker.isOpen, breaker.mayTry()]).toEqual([false, true]);
    expect(said).toEqual([true, false]);
  });
});

describe('waiting between attempts', () => {
  it('grows up to five seconds, and is never the same for all', () => {
    expect([1, 2, 3, 10].map((attempt) => backoffMs(attempt, () => 1))).toEqual([100, 200, 400, 5_000]);
    expect([1, 2, 3, 10].map((attempt) => backoffMs(attempt, () => 0))).toEqual([50, 100, 200, 2_500]);
  });
});

describe('faults of the cluster', () => {
  it('hold nothing of the request that failed', () => {
    const error = Object.assign(new Error('正文 secret'), { name: 'ResponseError', meta: { statusCode: 400, body: { error: { type: 'mapper_parsing_exception', reason: '正文 secret' } }, meta: { request: { params: { body: '正文 secret' } } } } });
    const fault = faultOfClient(error, 'POST /_bulk');
    expect(fault).toMatchObject({ code: 'CLUSTER_REFUSED', kind: 'refused', type: 'mapper_parsing_exception' });
    expect(fault.cause).toBeUndefined();
    expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)}`).not.toMatch(/正文|secret/);
  });

  it.each([[429, 'busy', 'CLUSTER_UNAVAILABLE'], [503, 'unreachable', 'CLUSTER_UNAVAILABLE'], [502, 'unreachable', 'CLUSTER_UNAVAILABLE'], [404, 'missing', 'CLUSTER_REFUSED'], [401, 'refused', 'CLUSTER_REFUSED'], [400, 'refused', 'CLUSTER_REFUSED']])('status %i is %s', (status, kind, code) => {
    expect(faultOfStatus(status, '', 'GET /')).toMatchObject({ kind, code });
  });
});
