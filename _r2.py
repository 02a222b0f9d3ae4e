import sys,time,tempfile
from pathlib import Path
from tests.reliability.run import *
from tests.reliability.strikes import *
if __name__=='__main__':
    with TemporaryDirectory() as f:
        f=Path(f).resolve()/'x'
        c=COMMANDS[1]
        for fault,at in (('no space',10),('interrupted',12)):
          for k in range(3):
            shutil.rmtree(f,ignore_errors=True)
            shutil.copytree(c.make_setting(),f)
            print(run(f,c,fault,at))
