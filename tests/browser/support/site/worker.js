setTimeout(() => { throw new Error('the worker stumbled'); });
