// Whole executions and real databases on a busy machine: Jest takes no timeout for a project, so it is set here.
jest.setTimeout(60_000);
