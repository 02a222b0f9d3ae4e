import sys,time,tempfile
from pathlib import Path
from tests.reliability.run import *
if __name__=='__main__':
    with TemporaryDirectory() as f:
        f=Path(f).resolve()
        for c in COMMANDS:
            if c.name not in sys.argv[1:]: continue
            t=time.time()
            p=plan_strikes(c,f/f'plan {c.name}')
            for fault,tries in p.items():
                try_all(fault,c.name,tries,f,2)
            print(c.name,time.time()-t)
