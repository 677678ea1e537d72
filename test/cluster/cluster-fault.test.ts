import { faultOfClient, faultOfStatus } from '../../src/extras/opensearch/cluster/cluster-fault.js';

describe('faults of the cluster', () => {
  it('hold nothing of the request that failed', () => {
    const error = Object.assign(new Error('正文 secret'), {
      name: 'ResponseError',
      meta: {
        statusCode: 400,
        body: { error: { type: 'mapper_parsing_exception', reason: '正文 secret' } },
        meta: { request: { params: { body: '正文 secret' } } },
      },
    });
    const fault = faultOfClient(error, 'POST /_bulk');
    expect(fault).toMatchObject({ code: 'CLUSTER_REFUSED', kind: 'refused', type: 'mapper_parsing_exception' });
    expect(fault.cause).toBeUndefined();
    expect(`${fault.message} ${fault.stack} ${JSON.stringify(fault)}`).not.toMatch(/正文|secret/);
  });

  it.each([
    [429, 'busy', 'CLUSTER_UNAVAILABLE'],
    [503, 'unreachable', 'CLUSTER_UNAVAILABLE'],
    [502, 'unreachable', 'CLUSTER_UNAVAILABLE'],
    [404, 'missing', 'CLUSTER_REFUSED'],
    [401, 'refused', 'CLUSTER_REFUSED'],
    [400, 'refused', 'CLUSTER_REFUSED'],
  ])('status %i is %s', (status, kind, code) => {
    expect(faultOfStatus(status, '', 'GET /')).toMatchObject({ kind, code });
  });
});
