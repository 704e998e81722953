"""The year's programme of visits (OP12): for the Committee."""
